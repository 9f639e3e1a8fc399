package dev.freehold.files.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the handler is shown; what clients see of it is in the tests of the protocol. */
class S3ExchangeTest {

  private static HttpServletRequest request(
      String method, String query, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            S3ExchangeTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getQueryString" -> query;
                  case "getHeader" -> headers.get(arguments[0]);
                  case "getHeaders" ->
                      Collections.enumeration(
                          Stream.ofNullable(headers.get(arguments[0])).toList());
                  case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private static HttpServletRequest view(String method, String query, Map<String, String> headers) {
    S3Request request = new S3Request(request(method, query, headers));
    return new S3Exchange(request, null, null, Optional.empty(), _ -> {}).shown(request);
  }

  @Test
  @DisplayName("A parameter that comes thousands of times costs as much as thousands of parameters")
  void repeatedParameters() {
    HttpServletRequest repeated = request("GET", "a=1&".repeat(4_000), Map.of());
    HttpServletRequest once = request("GET", "a=1", Map.of());
    assertThat(new S3Request(once).getParameterValues("a")).hasSize(1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    S3Request request = new S3Request(repeated);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(request.getParameterValues("a")).hasSize(4_000);
    assertThat(allocated).isLessThan(4_000_000);
  }

  @Test
  @DisplayName("A condition that any object meets goes to the store, which decides as it writes")
  void anyObject() {
    HttpServletRequest put = view("PUT", null, Map.of("If-Match", "*"));
    assertThat(put.getHeader("if-match")).isEqualTo(ETags.ANY);
    assertThat(ETags.conditions(put.getHeader("If-Match"), null).ifMatch()).contains("*");
    HttpServletRequest get = view("GET", null, Map.of("If-Match", "*"));
    assertThat(get.getHeader("If-Match")).isEqualTo("*");
  }

  @Test
  @DisplayName("A completion always has a condition, and a client's own is kept")
  void completions() {
    HttpServletRequest bare = view("POST", "uploadId=x", Map.of());
    assertThat(bare.getHeader("If-None-Match")).isEqualTo(ETags.NO_CONDITION);
    assertThat(ETags.conditions(null, bare.getHeader("If-None-Match")).ifNoneMatch()).isEmpty();
    HttpServletRequest own = view("POST", "uploadId=x", Map.of("If-None-Match", "*"));
    assertThat(own.getHeader("If-None-Match")).isEqualTo("*");
  }

  @Test
  @DisplayName("What has no effect is not among the headers, what was changed is")
  void names() {
    HttpServletRequest put =
        view(
            "PUT",
            null,
            Map.of(
                "X-Amz-Security-Token", "t",
                "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length", "5",
                "Content-Length", "50"));
    List<String> names = Collections.list(put.getHeaderNames());
    assertThat(names).containsExactlyInAnyOrder("Content-Length", "x-amz-content-sha256");
    assertThat(put.getHeader("content-length")).isEqualTo("5");
  }

  @Test
  @DisplayName("Parameters are those of the query, several of a name in their order")
  void parameters() {
    S3Request query = new S3Request(request("GET", "a=1&b&a=%2F+x&=", Map.of()));
    assertThat(query.getParameter("a")).isEqualTo("1");
    assertThat(query.getParameterValues("a")).containsExactly("1", "/ x");
    assertThat(query.getParameter("b")).isEmpty();
    assertThat(query.getParameter("c")).isNull();
  }

  @Test
  @DisplayName("Content is sent once the handler has asked where to write it to, not before")
  void content() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    S3Request get = new S3Request(request("GET", null, Map.of()));
    S3Exchange exchange = new S3Exchange(get, null, response(sent), Optional.empty(), _ -> {});
    InputStream content = new ByteArrayInputStream(new byte[] {1, 2, 3});
    HttpServletResponse answer = exchange.streamed();
    exchange.send(content);
    assertThat(sent.size()).isZero();
    assertThat(content.read()).isEqualTo(1);

    answer.getOutputStream().write(1);
    exchange.send(content);
    assertThat(sent.toByteArray()).containsExactly(1, 2, 3);
    assertThat(content.read()).isEqualTo(-1);
  }

  private static HttpServletResponse response(OutputStream sent) {
    ServletOutputStream out =
        new ServletOutputStream() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(int next) throws IOException {
            sent.write(next);
          }
        };
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            S3ExchangeTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getOutputStream")) {
                return out;
              }
              throw new UnsupportedOperationException(called.getName());
            });
  }
}
