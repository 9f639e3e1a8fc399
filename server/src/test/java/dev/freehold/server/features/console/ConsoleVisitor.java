package dev.freehold.server.features.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script at the console, which keeps cookies and goes where it is sent. */
final class ConsoleVisitor implements AutoCloseable {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");
  private static final int MAX_STEPS = 10;

  private final URI server;
  private final HttpClient http;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  ConsoleVisitor(FreeholdServer server) {
    this.server = server.apiUri();
    this.http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
  }

  /** Signs in on the page that the console leads to, and ends on the page that was asked for. */
  HttpResponse<String> signIn(String page, String name, String password) throws Exception {
    HttpResponse<String> form = follow(get(page));
    assertThat(form.uri().getPath()).endsWith("/oauth2/v2.0/authorize");
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(form.body());
    while (hidden.find()) {
      fields.put(hidden.group(1), plain(hidden.group(2)));
    }
    fields.putAll(Map.of("username", name, "password", password, "action", "signin"));
    Matcher action = ACTION.matcher(form.body());
    assertThat(action.find()).isTrue();
    return follow(post(form.uri().resolve(action.group(1)).toString(), fields, Map.of()));
  }

  HttpResponse<String> follow(HttpResponse<String> first) throws Exception {
    HttpResponse<String> answer = first;
    for (int step = 0; answer.statusCode() == 303 && step < MAX_STEPS; step++) {
      answer = get(location(answer));
    }
    return answer;
  }

  String location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()).toString();
  }

  /** Follows jobs, as a page does. */
  HttpResponse<InputStream> follow(String jobs) throws Exception {
    HttpRequest request =
        request("/console/live?jobs=" + jobs).header("Accept", "text/event-stream").build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  HttpResponse<String> get(String page, String... headers) throws Exception {
    HttpRequest.Builder request = request(page).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends a form with the token that forms of this session carry. */
  HttpResponse<String> submit(String page, Map<String, String> fields) throws Exception {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("form_token", formToken());
    return post(page, all, Map.of("Origin", server.toString(), "Sec-Fetch-Site", "same-origin"));
  }

  /** Sends a form without more than the token, and saves the file that comes. */
  byte[] save(String page) throws Exception {
    HttpRequest request =
        request(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", server.toString())
            .POST(BodyPublishers.ofString("form_token=" + encode(formToken())))
            .build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    return answer.body();
  }

  String formToken() throws Exception {
    Matcher hidden = HIDDEN.matcher(get("/console/me").body());
    while (hidden.find()) {
      if (hidden.group(1).equals("form_token")) {
        return hidden.group(2);
      }
    }
    throw new AssertionError("no form with a token");
  }

  HttpResponse<String> post(String page, Map<String, String> fields, Map<String, String> headers)
      throws Exception {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        request(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  /** Sends a form with a file. */
  HttpResponse<String> upload(String page, Map<String, String> fields, String boundary, byte[] file)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      body.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(boundary, field.getKey(), field.getValue())
              .getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
            .formatted(boundary)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return send(
        request(page)
            .header("Content-Type", "multipart/form-data; boundary=between")
            .header("Origin", server.toString())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  Map<String, String> cookies() {
    return cookies;
  }

  private HttpRequest.Builder request(String page) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(page));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    for (String set : answer.headers().allValues("Set-Cookie")) {
      assertThat(set).startsWith("__Host-").contains("; Path=/;", "Secure", "HttpOnly");
      String[] pair = set.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whatever it still follows is followed no more. */
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
