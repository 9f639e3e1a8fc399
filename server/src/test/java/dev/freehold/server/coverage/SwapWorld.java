package dev.freehold.server.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.run.Surroundings;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A running server with two organisations that have mail and documents: two mailboxes and two sites
 * of one, a mailbox and a site of the other. It can be read as its people read it, with nothing in
 * memory.
 */
final class SwapWorld implements AutoCloseable {

  private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofHours(25);

  private final AtomicLong shifted = new AtomicLong();
  final FreeholdServer server;
  private final List<TestTenant> tenants = new ArrayList<>();
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final Map<String, Reader> readers = new LinkedHashMap<>();
  private final Map<String, String> contents = new LinkedHashMap<>();
  private final HttpClient http;

  SwapWorld(Path data) throws Exception {
    server =
        FreeholdServer.start(
            TestServer.settings(data, Map.of("scrub.interval-seconds", "0")),
            new Surroundings(
                Clock.systemUTC(),
                () -> System.nanoTime() + shifted.get(),
                TestServer.PASSWORD_ITERATIONS));
    http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
    TestTenant contoso = tenant("contoso");
    TestTenant fabrikam = tenant("fabrikam");
    contoso.client().post("/api/v1/mailboxes", Map.of("address", "bob@contoso.example"));
    contoso.allowReading("bob@contoso.example");
    mail(contoso, contoso.mailbox(), "INBOX", "first", "second");
    mail(contoso, contoso.mailbox(), "Work", "third");
    mail(contoso, "bob@contoso.example", "INBOX", "fourth");
    mail(fabrikam, fabrikam.mailbox(), "INBOX", "fifth", "sixth");
    Member plain = owner(contoso);
    site(contoso, plain, "finance", "a", "b");
    site(contoso, plain, "sales", "x");
    site(fabrikam, owner(fabrikam), "plans", "y", "z");
  }

  private TestTenant tenant(String name) throws IOException {
    TestTenant tenant = TestTenant.create(server, name);
    tenants.add(tenant);
    return tenant;
  }

  private Member owner(TestTenant tenant) throws IOException {
    Member member = Member.of(server, tenant);
    clients.add(member);
    return member;
  }

  private void mail(TestTenant tenant, String mailbox, String folder, String... texts)
      throws Exception {
    ApiClient client = tenant.client();
    RemoteMailbox remote = new RemoteMailbox(client, mailbox);
    for (String text : texts) {
      byte[] message = "Subject: %s\r\n\r\n%s of %s".formatted(text, text, mailbox).getBytes(UTF_8);
      remote.append(
          new AppendRequest(
              folder,
              MessageFlags.NONE,
              Instant.parse("2026-01-02T03:04:05Z"),
              MessageProperties.NONE,
              OptionalLong.of(message.length),
              Optional.empty()),
          new ByteArrayInputStream(message));
    }
    for (MailItem item : remote.list(folder, 0, 100)) {
      contents.put(place(mailbox, folder, item), text(remote, item));
    }
    readers.put(
        mailbox + " " + folder,
        read -> {
          for (MailItem item : remote.list(folder, 0, 100)) {
            read.tried(place(mailbox, folder, item), () -> text(remote, item));
          }
        });
  }

  private static String place(String mailbox, String folder, MailItem item) {
    return "%s %s %d".formatted(mailbox, folder, item.uid());
  }

  private static String text(RemoteMailbox mailbox, MailItem item) throws Exception {
    try (InputStream in = mailbox.open(item)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** A site with documents in one piece, one in parts, and an upload that is not complete. */
  private void site(TestTenant tenant, Member owner, String name, String... documents)
      throws IOException {
    try (Member admin = Member.of(server, tenant, "SHAREPOINT_ADMIN")) {
      Member.Answer made =
          admin.send("POST", "/api/v1/sites", Map.of("name", name, "owner", owner.objectId()));
      if (made.status() != 201) {
        throw new IOException("the site was not made: " + made);
      }
    }
    TestS3 key = TestS3.of(owner);
    try (S3Client s3 = key.client(server)) {
      for (String document : documents) {
        document(s3, name, document);
        known(key, name, document);
        inParts(s3, name, document + "-parts");
        known(key, name, document + "-parts");
      }
      startUpload(s3, name);
    }
  }

  private static String contentOf(String site, String name) {
    return "%s in %s".formatted(name, site);
  }

  private static void document(S3Client s3, String site, String name) {
    s3.putObject(put -> put.bucket(site).key(name), RequestBody.fromString(contentOf(site, name)));
  }

  private static void inParts(S3Client s3, String site, String name) {
    String upload = startUpload(s3, site, name);
    String tag =
        s3.uploadPart(
                part -> part.bucket(site).key(name).uploadId(upload).partNumber(1),
                RequestBody.fromString(contentOf(site, name)))
            .eTag();
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(site)
                .key(name)
                .uploadId(upload)
                .multipartUpload(
                    all -> all.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
  }

  private static void startUpload(S3Client s3, String site) {
    String upload = startUpload(s3, site, "open");
    s3.uploadPart(
        part -> part.bucket(site).key("open").uploadId(upload).partNumber(1),
        RequestBody.fromString("a part in " + site));
  }

  private static String startUpload(S3Client s3, String site, String name) {
    return s3.createMultipartUpload(create -> create.bucket(site).key(name)).uploadId();
  }

  /** Is read by a link: the official client needs ten times as much processor time. */
  private void known(TestS3 key, String site, String name) {
    String place = site + "/" + name;
    contents.put(place, contentOf(site, name));
    HttpRequest get = HttpRequest.newBuilder(key.link(server, site, name)).build();
    readers.put(place, read -> read.tried(place, () -> body(get)));
  }

  private String body(HttpRequest get) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(get, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("refused: " + answer.statusCode());
    }
    return answer.body();
  }

  /** Whether a text may be read in a place. */
  boolean isRight(String place, String text, LeadsToNoContent.Within within) {
    return switch (within) {
      case ITSELF -> text.equals(contents.get(place));
      case ITS_MAILBOX ->
          text.equals(contents.get(place)) || text.endsWith(" of " + place.split(" ", 2)[0]);
    };
  }

  /** What is where. */
  Map<String, String> contents() {
    return contents;
  }

  /** Reads everything with nothing in memory; what is refused is left out. */
  Map<String, String> readCold() {
    shifted.addAndGet(LONGER_THAN_ANY_LEASE.toNanos());
    Reading reading = new Reading();
    readers.values().forEach(reading::read);
    return reading.found;
  }

  @Override
  public void close() {
    http.close();
    clients.forEach(SwapWorld::close);
    tenants.forEach(TestTenant::close);
    server.close();
  }

  private static void close(AutoCloseable client) {
    try {
      client.close();
    } catch (Exception notClosed) {
      throw new IllegalStateException(notClosed);
    }
  }

  /** Reads a few places. */
  @FunctionalInterface
  private interface Reader {
    void read(Reading reading) throws Exception;
  }

  @FunctionalInterface
  private interface Content {
    String get() throws Exception;
  }

  /** One round through everything. */
  private static final class Reading {

    private final Map<String, String> found = new LinkedHashMap<>();

    void read(Reader reader) {
      try {
        reader.read(this);
      } catch (Exception refused) {
        // Whatever refuses: it gave nothing.
      }
    }

    void tried(String place, Content content) {
      try {
        found.put(place, content.get());
      } catch (Exception refused) {
        // The same.
      }
    }
  }
}
