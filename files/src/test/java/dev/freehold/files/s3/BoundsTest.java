package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.files.s3.request.S3Limits;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a client cannot make the listener take upon itself. */
@Isolated("it measures time or memory")
class BoundsTest {

  private static final Duration UNDER_WAY = Duration.ofMillis(500);

  @TempDir private Path folder;

  private static S3ListenerSettings settings(int maxRequests, Optional<String> dnsName) {
    return new S3ListenerSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        0,
        dnsName,
        maxRequests,
        SharedBounds.ofProcess(),
        () -> Readiness.READY,
        Duration.ofSeconds(5));
  }

  private static RawRequest bogusPut(S3TestServer server, long announcedBytes) {
    return new RawRequest("PUT", "/team/bogus")
        .header("content-length", Long.toString(announcedBytes))
        .signed(
            server.fixture.keyId(OWNER), "wrong", RawRequest.sha256("something"), Instant.now());
  }

  @Test
  @DisplayName("Jobs stand back while a request is under way")
  void foreground() throws IOException {
    try (S3TestServer server = new S3TestServer(folder)) {
      assertThat(server.fixture.foreground.isBusy()).isFalse();
      server.owner().listBuckets();
      assertThat(server.fixture.foreground.isBusy()).isTrue();
    }
  }

  @Test
  @DisplayName("A bogus signed body that is too long to be held is refused, unread")
  void tooLong() throws IOException {
    try (S3TestServer server = new S3TestServer(folder);
        Socket socket = bogusPut(server, 100 << 20).open(server.port())) {
      assertThat(RawRequest.rest(socket))
          .startsWith("HTTP/1.1 403 ")
          .contains("SignatureDoesNotMatch");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept: any", "expect: 100-continue"})
  @DisplayName("What is refused before its body came is answered, though the client sends on")
  void sendsOn(String header) throws IOException {
    int length = 20 << 20;
    try (S3TestServer server = new S3TestServer(folder);
        Socket socket =
            new RawRequest("PUT", "/team/bogus")
                .header("content-length", Integer.toString(length))
                .header("authorization", "AWS nobody:nothing")
                .header(header.split(": ", 2)[0], header.split(": ", 2)[1])
                .open(server.port())) {
      OutputStream out = socket.getOutputStream();
      byte[] some = new byte[64 * 1024];
      for (int sent = 0; sent < length; sent += some.length) {
        out.write(some);
      }
      assertThat(RawRequest.rest(socket)).contains("HTTP/1.1 403 ");
    }
  }

  @Test
  @DisplayName(
      "Bodies that never arrive delay other unauthenticated requests, but nobody with a key")
  void slowBodies() throws IOException {
    try (S3TestServer server = new S3TestServer(folder, settings(4, Optional.empty()))) {
      server
          .owner()
          .putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromString("content"));
      List<Socket> bogus = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        bogus.add(bogusPut(server, S3Limits.MAX_BUFFERED_BODY_BYTES).open(server.port()));
      }
      RawRequest read =
          new RawRequest("GET", "/team/doc")
              .signedV2(server.fixture.keyId(OWNER), server.fixture.secret(OWNER), Instant.now());
      assertThat(sendUntilServed(server, read)).startsWith("HTTP/1.1 200 ");
      // One whose hash was signed as well, if it has no body.
      RawRequest signed =
          new RawRequest("GET", "/team/doc")
              .signed(
                  server.fixture.keyId(OWNER),
                  server.fixture.secret(OWNER),
                  RawRequest.sha256(""),
                  Instant.now());
      assertThat(sendUntilServed(server, signed)).startsWith("HTTP/1.1 200 ").endsWith("content");
      for (Socket socket : bogus) {
        socket.close();
      }
    }
  }

  /** While those that are refused are being refused, all places may be taken for a moment. */
  private static String sendUntilServed(S3TestServer server, RawRequest request)
      throws IOException {
    Instant deadline = Instant.now().plusSeconds(10);
    String answer = request.send(server.port());
    while (answer.startsWith("HTTP/1.1 503 ") && Instant.now().isBefore(deadline)) {
      answer = request.send(server.port());
    }
    return answer;
  }

  @Test
  @DisplayName("Uploads by link that never end take turns of the link's tenant, not of a network")
  void slowLinks() throws IOException {
    try (S3TestServer server = new S3TestServer(folder, settings(4, Optional.empty()))) {
      URI link =
          URI.create(
              server
                  .presigner()
                  .presignPutObject(
                      sign ->
                          sign.signatureDuration(Duration.ofMinutes(5))
                              .putObjectRequest(put -> put.bucket(BUCKET).key("slow")))
                  .url()
                  .toString());
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        slow.add(
            new RawRequest("PUT", link.getRawPath() + "?" + link.getRawQuery())
                .header("host", link.getAuthority())
                .header("content-length", "1000")
                .open(server.port()));
      }
      // Nobody knows this one, so it takes a turn of the network that the links are used from.
      assertThat(new RawRequest("GET", "/team/doc").send(server.port()))
          .startsWith("HTTP/1.1 404 ");
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  @DisplayName("Signed bodies that wait for the turn of their tenant keep out no other tenant's")
  void bodiesOfBusyTenant() throws IOException {
    try (S3TestServer server = new S3TestServer(folder, settings(4, Optional.empty()))) {
      UUID fabrikam = server.fixture.base.fabrikam;
      server.fixture.addKey("other", fabrikam, server.fixture.base.user(fabrikam, "other"));
      List<Socket> busy = new ArrayList<>();
      // All turns of a tenant, and as many bodies as may be held at a time: they wait for a turn.
      for (int i = 0; i < 2; i++) {
        busy.add(
            new RawRequest("PUT", "/team/slow" + i)
                .header("content-length", "1000")
                .signedV2(server.fixture.keyId(OWNER), server.fixture.secret(OWNER), Instant.now())
                .open(server.port()));
      }
      LockSupport.parkNanos(UNDER_WAY.toNanos());
      for (int i = 0; i < 2; i++) {
        Socket held = put(server, OWNER, "something").open(server.port());
        held.getOutputStream().write("something".getBytes(StandardCharsets.UTF_8));
        busy.add(held);
      }
      LockSupport.parkNanos(UNDER_WAY.toNanos());
      try (Socket other = put(server, "other", "something").open(server.port())) {
        other.getOutputStream().write("something".getBytes(StandardCharsets.UTF_8));
        assertThat(RawRequest.rest(other)).startsWith("HTTP/1.1 404 ").contains("NoSuchBucket");
      }
      for (Socket socket : busy) {
        socket.close();
      }
    }
  }

  private static RawRequest put(S3TestServer server, String label, String content) {
    return new RawRequest("PUT", "/team/held")
        .header("content-length", Integer.toString(content.length()))
        .signed(
            server.fixture.keyId(label),
            server.fixture.secret(label),
            RawRequest.sha256(content),
            Instant.now());
  }

  @Test
  @DisplayName("Sixty-four signed uploads of four megabytes at once come through in little memory")
  void manyUploads() throws Exception {
    byte[] content = new byte[4 << 20];
    new Random(3).nextBytes(content);
    try (S3TestServer server = new S3TestServer(folder, settings(128, Optional.empty()));
        ExecutorService threads = Executors.newFixedThreadPool(64)) {
      // As many connections of one address may displace each other before they have signed in.
      S3Client s3 = server.patientOwner();
      List<Future<String>> uploads =
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              s3.putObject(
                                      put -> put.bucket(BUCKET).key("up" + i),
                                      RequestBody.fromBytes(content))
                                  .eTag()))
              .toList();
      List<String> etags = new ArrayList<>();
      for (Future<String> upload : uploads) {
        etags.add(upload.get());
      }
      assertThat(etags).hasSize(64).containsOnly(etags.getFirst());
    }
  }

  @Test
  @DisplayName("With a name of its own a bucket is a subdomain; by address it stays a path")
  void virtualHosts() throws IOException {
    try (S3TestServer server =
        new S3TestServer(folder, settings(8, Optional.of("s3.contoso.test")))) {
      server
          .owner()
          .putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromString("content"));
      String keyId = server.fixture.keyId(OWNER);
      String secret = server.fixture.secret(OWNER);
      for (String host : new String[] {"team.s3.contoso.test", "TEAM.S3.contoso.test:443"}) {
        RawRequest read =
            new RawRequest("GET", "/doc")
                .header("host", host)
                .signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now());
        assertThat(read.send(server.port())).startsWith("HTTP/1.1 200 ").endsWith("content");
      }
      RawRequest byPath =
          new RawRequest("GET", "/team/doc")
              .header("host", "s3.contoso.test")
              .signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now());
      assertThat(byPath.send(server.port())).endsWith("content");
    }
  }

  @Test
  @DisplayName("What is no request gets an error document and nothing about the server")
  void noRequest() throws IOException {
    try (S3TestServer server = new S3TestServer(folder);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write("GET\0/ HTTP/9\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(RawRequest.rest(socket))
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>InvalidRequest</Code>")
          .doesNotContainIgnoringCase("jetty");
    }
  }
}
