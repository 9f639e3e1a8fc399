package dev.freehold.server.features.console;

import dev.freehold.console.Console;
import dev.freehold.console.ConsoleAnswer;
import dev.freehold.console.ConsoleRequest;
import dev.freehold.console.api.Api;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.ApiCall;
import dev.freehold.console.api.VaultApi;
import dev.freehold.console.frame.Assets;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.InnerApi;
import dev.freehold.server.login.FormOrigin;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes requests for pages of the console, and answers them. */
final class ConsoleHost {

  /** The media type of files to be saved. */
  static final String FILE = "application/octet-stream";

  private static final String HTML = "text/html; charset=utf-8";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Referrer-Policy",
          "same-origin",
          "Vary",
          "HX-Request",
          "X-Frame-Options",
          "DENY");

  private final Console console = new Console();
  private final InnerApi api;
  private final Optional<OwnVaults> vaults;
  private final ConsoleSignIn signIn;
  private final URI own;

  ConsoleHost(InnerApi api, Optional<OwnVaults> vaults, ConsoleSignIn signIn, URI own) {
    this.api = api;
    this.vaults = vaults;
    this.signIn = signIn;
    this.own = own;
  }

  /** {@code GET /console} and all pages below. */
  void show(Exchange exchange) {
    Optional<Caller> person = exchange.callerIfAny();
    if (person.isEmpty()) {
      toSignIn(exchange);
      return;
    }
    answer(exchange, console.serve(request(exchange, person.get(), Optional.empty())));
  }

  /** {@code POST} of a form. */
  void submit(Exchange exchange) {
    FormOrigin origin = FormOrigin.of(exchange, own);
    if (!origin.isOwn()) {
      throw new ProblemException(
          403, "form-of-another-site", "the form is on a page of another site; open the console");
    }
    Optional<Caller> person = exchange.callerIfAny();
    if (person.isEmpty()) {
      toSignIn(exchange);
      return;
    }
    // Only now: nobody without a session has a file read.
    FormBody form = exchange.formWithFile();
    answer(exchange, console.serve(request(exchange, person.get(), Optional.of(form))));
  }

  private ConsoleRequest request(Exchange exchange, Caller person, Optional<FormBody> form) {
    String session = SessionCookie.in(exchange.header("Cookie")).orElseThrow();
    List<String> segments = exchange.segments();
    return new ConsoleRequest(
        segments.subList(1, segments.size()),
        exchange.query(),
        form,
        new ConsoleRequest.SignedIn(
            new PersonsApi(api, vaults, person, exchange.remoteAddress()),
            BrowserSessions.formToken(session)));
  }

  private void answer(Exchange exchange, ConsoleAnswer answer) {
    HEADERS.forEach(exchange::setHeader);
    switch (answer) {
      case ConsoleAnswer.Html html ->
          exchange.reply(html.status(), HTML, html.text().getBytes(StandardCharsets.UTF_8));
      case ConsoleAnswer.SeeOther other -> ConsoleSignIn.seeOther(exchange, other.location());
      case ConsoleAnswer.Download download -> {
        // To be saved, never to be shown as a page of the console.
        exchange.setHeader("Content-Disposition", "attachment");
        download.headers().forEach(exchange::setHeader);
        exchange.reply(200, FILE, download.bytes());
      }
      case ConsoleAnswer.SignOut _ -> signIn.end(exchange);
    }
  }

  /** A page that a script exchanges cannot follow to another page with another policy. */
  private void toSignIn(Exchange exchange) {
    String location = ConsoleSignIn.PATH + "?to=" + RequestUri.encode(address(exchange));
    if (exchange.header("HX-Request").isPresent()) {
      exchange.setHeader("HX-Redirect", location);
      exchange.reply(204);
    } else {
      ConsoleSignIn.seeOther(exchange, location);
    }
  }

  private static String address(Exchange exchange) {
    return exchange.segments().stream()
        .map(one -> "/" + RequestUri.encode(one))
        .collect(Collectors.joining());
  }

  /** {@code GET /console/assets/{file}}. */
  void asset(Exchange exchange) {
    Assets.Asset asset = Assets.at(exchange.path("file")).orElseThrow(ProblemException::notFound);
    exchange.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    exchange.setHeader("Vary", "Accept-Encoding");
    boolean zips =
        exchange.header("Accept-Encoding").filter(names -> names.contains("gzip")).isPresent();
    if (zips) {
      exchange.setHeader("Content-Encoding", "gzip");
    }
    exchange.reply(200, asset.mediaType(), (zips ? asset.zipped() : asset.bytes()).clone());
  }

  /** The API as a person may use it. */
  private record PersonsApi(
      InnerApi api, Optional<OwnVaults> ownVaults, Caller person, String address) implements Api {

    @Override
    public VaultApi vaults() {
      return ownVaults.map(own -> own.of(person, address)).orElseGet(VaultApi::none);
    }

    @Override
    public Optional<Problem> needsSignIn() {
      return api.needsSignIn(person);
    }

    @Override
    public boolean allows(String method, String path) {
      return api.allows(person, method, path);
    }

    @Override
    public ApiAnswer call(ApiCall call) {
      return switch (api.ask(
          person,
          new InnerApi.Ask(call.method(), call.path(), call.query(), call.json(), address))) {
        case InnerApi.Result.Done done ->
            new ApiAnswer.Done(done.status(), done.headers(), done.bytes());
        case InnerApi.Result.Refused refused -> new ApiAnswer.Refused(refused.problem());
      };
    }
  }
}
