package dev.freehold.server.coverage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.persistence.testing.Folders;
import dev.freehold.server.cli.CommandRun;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("What users put in over the real interfaces")
class NothingInClearTest {

  private static final String NAME = "plans-of-the-merger-7f3a.txt";
  private static final String CONTENT = "the merger is announced on friday 7f3a";
  private static final String METADATA = "reviewed-by-nobody-7f3a";
  private static final String TYPE = "application/x-merger-7f3a";
  private static final String PART = "a part of an upload that never ends 7f3a";
  private static final String UNFINISHED = "unfinished-business-7f3a.bin";
  private static final String SUBJECT = "a subject nobody may read 7f3a";
  private static final String BODY = "the quick brown fox knows of it 7f3a";
  private static final String SITE = "finance-7f3a";

  @Test
  @DisplayName("is in no file, while the server runs and afterwards, and every file has its rule")
  void isNowhere(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    try (FreeholdServer server = TestServer.start(data, Clock.systemUTC(), Map.of());
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      putDocuments(server, tenant);
      tenant
          .client()
          .upload(
              "/api/v1/mailboxes/" + tenant.mailbox() + "/messages",
              BodyPublishers.ofString("Subject: " + SUBJECT + "\r\n\r\n" + BODY + "\r\n"),
              "Content-Type",
              "message/rfc822");
      assertSealed(data);
    }
    assertSealed(data);
    assertUnknownFileFails(data);
  }

  private static void assertSealed(Path data) throws IOException {
    for (String secret : List.of(NAME, CONTENT, METADATA, TYPE, PART, UNFINISHED, SUBJECT, BODY)) {
      assertThat(filesWith(data, secret)).as(secret).isEmpty();
    }
    assertThat(filesWith(data, SITE))
        .as("the search works: sites' names are in clear")
        .isNotEmpty();
    CommandRun table = CommandRun.of("coverage", "--data", data.toString());
    assertThat(table.err()).isEmpty();
    assertThat(table.exitCode()).as(table.out()).isZero();
    assertThat(table.out())
        .containsPattern("blobs/objects +\\d+ files, .* sealed under the owner key")
        .containsPattern(
            "freehold.db: file_documents +present +sealed under the owner key.* sealed\n")
        .endsWith("every file and every column is covered by a rule\n");
  }

  private static void assertUnknownFileFails(Path data) throws IOException {
    Files.writeString(data.resolve("export\u001b[2J.csv"), CONTENT);
    CommandRun table = CommandRun.of("coverage", "--data", data.toString());
    assertThat(table.exitCode()).isEqualTo(1);
    assertThat(table.out()).contains("export?[2J.csv").contains("UNKNOWN: no rule");
    CommandRun json = CommandRun.of("coverage", "--output", "json", "--data", data.toString());
    assertThat(json.exitCode()).isEqualTo(1);
    JsonNode report = Json.MAPPER.readTree(json.out());
    assertThat(report.path("complete").asBoolean(true)).isFalse();
    assertThat(report.path("places").findValuesAsText("place")).contains("export\u001b[2J.csv");
    CommandRun absent = CommandRun.of("coverage", "--data", data.resolve("absent").toString());
    assertThat(absent.err()).contains("data-folder-unusable");
    assertThat(absent.exitCode()).isEqualTo(4);
  }

  private static List<Path> filesWith(Path data, String text) throws IOException {
    String sought = new String(text.getBytes(UTF_8), ISO_8859_1);
    List<Path> found = new ArrayList<>();
    for (Path file : Folders.files(data)) {
      try {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(sought)) {
          found.add(file);
        }
      } catch (NoSuchFileException vanished) {
        // A running server has removed it since.
      }
    }
    return found;
  }

  private static void putDocuments(FreeholdServer server, TestTenant tenant) throws Exception {
    try (Member admin = Member.of(server, tenant, "SHAREPOINT_ADMIN");
        Member owner = Member.of(server, tenant)) {
      admin.send("POST", "/api/v1/sites", Map.of("name", SITE, "owner", owner.objectId()));
      try (S3Client s3 = TestS3.of(owner).client(server)) {
        s3.putObject(
            put -> put.bucket(SITE).key(NAME).contentType(TYPE).metadata(Map.of("note", METADATA)),
            RequestBody.fromString(CONTENT));
        String upload = s3.createMultipartUpload(u -> u.bucket(SITE).key(UNFINISHED)).uploadId();
        s3.uploadPart(
            p -> p.bucket(SITE).key(UNFINISHED).uploadId(upload).partNumber(1),
            RequestBody.fromString(PART));
      }
    }
  }
}
