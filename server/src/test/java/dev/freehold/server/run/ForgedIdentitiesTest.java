package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Fault matrix, row 55: whoever can write the database gives nobody a role, a way in or a site. */
@DisplayName("A row about somebody that was written into the database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedIdentitiesTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private FreeholdServer server;
  private java.sql.Connection database;
  private ApiClient tenant;
  private String tenantId;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    server = TestServer.start(data, Clock.systemUTC(), Map.of());
    database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("freehold.db"));
    write("PRAGMA busy_timeout = 10000");
    Connection operator = Connection.read(server.operatorConnection());
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      JsonNode made = client.post("/api/v1/tenants", Map.of("name", "contoso"));
      tenantId = made.path("id").asText();
      tenant =
          new ApiClient(
              TestTenant.connection(server, tenantId, made.path("administrator")),
              Clock.systemUTC());
    }
  }

  @AfterAll
  void stop() throws SQLException {
    tenant.close();
    database.close();
    server.close();
  }

  private JsonNode make(String... roles) throws IOException {
    return tenant.post(
        "/api/v1/applications", Map.of("displayName", "member", "roles", List.of(roles)));
  }

  private Member member(String... roles) throws IOException {
    return Member.of(server, tenantId, make(roles));
  }

  private void write(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i] instanceof UUID id ? bytes(id) : values[i]);
      }
      statement.execute();
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Test
  @DisplayName("fault55: a role opens nothing, is named, and is told of in the tenant's log")
  void fault55_role() throws Exception {
    try (Member plain = member()) {
      write("UPDATE identities SET roles = 'GLOBAL_ADMIN' WHERE object_id = ?", plain.objectId());
      assertThatThrownBy(() -> plain.over(server)).isInstanceOf(ApiRefusedException.class);
      Member.Answer answer = plain.get("/api/v1/users");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.code()).isEqualTo("row-not-authentic");
      assertThat(answer.body().toString()).contains(plain.objectId().toString());
      awaitAlarm(plain.objectId());
    }
  }

  private void awaitAlarm(UUID row) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    String records = "/api/v1/audit-records?operations=RowRefused&objects=" + row;
    while (tenant.get(records).path("records").isEmpty()) {
      assertThat(System.nanoTime() - end).as("no alarm for %s", row).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  @DisplayName("fault55: somebody else's secret is not a way in, and neither is an enabled leaver")
  void fault55_secret() throws Exception {
    JsonNode own = make();
    JsonNode victim = make("GLOBAL_ADMIN");
    UUID ownId = UUID.fromString(own.path("objectId").asText());
    UUID victimId = UUID.fromString(victim.path("objectId").asText());
    for (String column : List.of("secret_salt", "secret_hash")) {
      write(
          "UPDATE identities SET %1$s = (SELECT %1$s FROM identities WHERE object_id = ?)"
                  .formatted(column)
              + " WHERE object_id = ?",
          ownId,
          victimId);
    }
    assertThat(token(victim.path("clientId").asText(), own.path("clientSecret").asText()))
        .isEqualTo(500);

    JsonNode leaver = make("GLOBAL_ADMIN");
    String path = "/api/v1/applications/" + leaver.path("clientId").asText();
    tenant.patch(path, Map.of("enabled", false));
    write(
        "UPDATE identities SET enabled = 1 WHERE object_id = ?",
        UUID.fromString(leaver.path("objectId").asText()));
    assertThat(token(leaver.path("clientId").asText(), leaver.path("clientSecret").asText()))
        .isEqualTo(500);
  }

  @Test
  @DisplayName("fault55: a way in that was ended is not opened again, and is told of")
  void fault55_wayIn() throws Exception {
    JsonNode leaver = make("GLOBAL_ADMIN");
    String clientId = leaver.path("clientId").asText();
    String secret = leaver.path("clientSecret").asText();
    assertThat(token(clientId, secret)).isEqualTo(200);
    UUID way = UUID.fromString(leaver.path("objectId").asText());
    try (Member admin = member("GLOBAL_ADMIN")) {
      String path = "/api/v1/applications/" + clientId + "/ways-in/" + way;
      assertThat(admin.send("DELETE", path, null).status()).isEqualTo(204);
      assertThat(token(clientId, secret)).isEqualTo(401);
      write("UPDATE ways_in SET ended_at = NULL, ended_why = NULL WHERE id = ?", way);
      assertThat(token(clientId, secret)).isEqualTo(500);
      awaitAlarm(way);
      write("UPDATE ways_in SET seal = NULL WHERE id = ?", way);
      assertThat(token(clientId, secret)).isEqualTo(500);
    }
  }

  private int token(String clientId, String secret) throws Exception {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(clientId, secret, ApiAudience.SCOPE);
    return post("/" + tenantId + "/oauth2/v2.0/token", form);
  }

  private int post(String path, String form) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.apiUri() + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  @DisplayName("fault55: a password that was put in the place of a person's signs nobody in")
  void fault55_password() throws Exception {
    for (String name : List.of("olga", "pia")) {
      tenant.post(
          "/api/v1/users",
          Map.of(
              "userPrincipalName",
              name + "@contoso.example",
              "displayName",
              name,
              "roles",
              List.of("GLOBAL_ADMIN"),
              "password",
              "nine owls in an oak, " + name.length()));
    }
    write(
        "UPDATE user_credentials SET"
            + " password_salt = (SELECT o.password_salt FROM user_credentials o"
            + "   WHERE o.name_folded = 'olga@contoso.example'),"
            + " password_hash = (SELECT o.password_hash FROM user_credentials o"
            + "   WHERE o.name_folded = 'olga@contoso.example')"
            + " WHERE name_folded = 'pia@contoso.example'");
    String form =
        "grant_type=password&client_id=shell&username=pia@contoso.example"
            + "&password=nine+owls+in+an+oak,+4&scope="
            + ApiAudience.SCOPE;
    assertThat(post("/organizations/oauth2/v2.0/token", form)).isEqualTo(500);
  }

  @Test
  @DisplayName("fault55: a refresh token that was put in for somebody gives no token")
  void fault55_refreshToken() throws Exception {
    JsonNode made =
        tenant.post(
            "/api/v1/users",
            Map.of(
                "userPrincipalName", "rita@contoso.example",
                "displayName", "Rita",
                "roles", List.of("GLOBAL_ADMIN"),
                "password", "two herons by the weir"));
    UUID id = UUID.randomUUID();
    byte[] secret = new byte[32];
    long later = Clock.systemUTC().millis() + Duration.ofDays(1).toMillis();
    write(
        "INSERT INTO refresh_tokens (id, tenant_id, object_id, secret_hash, used_at, idle_until,"
            + " expires_at) VALUES (?, ?, ?, ?, 0, ?, ?)",
        id,
        UUID.fromString(tenantId),
        UUID.fromString(made.path("objectId").asText()),
        MessageDigest.getInstance("SHA-256").digest(secret),
        later,
        later);
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(ByteBuffer.allocate(48).put(bytes(id)).put(secret).array());
    String form =
        "grant_type=refresh_token&client_id=shell&refresh_token=%s&scope=%s"
            .formatted(token, ApiAudience.SCOPE);
    assertThat(post("/organizations/oauth2/v2.0/token", form)).isEqualTo(500);
  }

  @Test
  @DisplayName("fault55: a role on a site and an enabled access key open no bucket")
  void fault55_siteRoleAndAccessKey() throws Exception {
    try (Member owner = member("SHAREPOINT_ADMIN");
        Member thief = member()) {
      JsonNode site = owner.send("POST", "/api/v1/sites", Map.of("name", "vaulted")).body();
      TestS3 key = TestS3.of(thief);
      TestS3 ownersKey = TestS3.of(owner);
      assertListing(key, 404);
      write(
          "INSERT INTO file_site_roles (site_id, principal_id, tenant_id, site_name, role,"
              + " granted_at) VALUES (?, ?, ?, 'vaulted', 'OWNER', 0)",
          UUID.fromString(site.path("id").asText()),
          thief.objectId(),
          UUID.fromString(tenantId));
      assertListing(key, 500);
      assertThat(thief.get("/api/v1/sites/vaulted").status()).isEqualTo(500);
      assertThat(thief.get("/api/v1/sites").body().path("sites")).isEmpty();

      owner.send(
          "PATCH", "/api/v1/access-keys/" + ownersKey.accessKeyId(), Map.of("enabled", false));
      write("UPDATE file_access_keys SET enabled = 1 WHERE id = ?", ownersKey.accessKeyId());
      assertListing(ownersKey, 500);
    }
  }

  private void assertListing(TestS3 key, int status) {
    try (S3Client client = key.client(server)) {
      assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket("vaulted")))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(status));
    }
  }

  @Test
  @DisplayName("fault55: a signing key that was put in verifies no token, and stops no sign-in")
  void fault55_signingKey() throws Exception {
    try (Member admin = member("GLOBAL_ADMIN")) {
      RSAKey forged = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
      write(
          "INSERT INTO token_signing_keys (kid, sealed_private_key, public_jwk, created_at)"
              + " SELECT ?, sealed_private_key, ?, created_at - 1 FROM token_signing_keys LIMIT 1",
          forged.getKeyID(),
          forged.toPublicJWK().toJSONString());
      SignedJWT genuine = SignedJWT.parse(admin.token(server, ApiAudience.SCOPE));
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(forged.getKeyID()).build(),
              genuine.getJWTClaimsSet());
      token.sign(new RSASSASigner(forged));
      // A key that is not known is looked for a second later at the earliest.
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      try (HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(server.apiUri() + "/api/v1/users"))
                .header("Authorization", "Bearer " + token.serialize())
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      }
      try (Member again = admin.over(server)) {
        assertThat(again.get("/api/v1/users").status()).isEqualTo(200);
      }
    }
  }
}
