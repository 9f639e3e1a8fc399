package dev.freehold.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.chaos.load.ChaosTarget.Node;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** A tenant with its administrator, made before anything goes wrong. */
final class ChaosTenant implements AutoCloseable {

  private static final int UNAVAILABLE = 503;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Node node;
  private final SSLContext trust;
  private final String host;
  private final ApiDoor operator;
  private final Connection administrator;
  private final ApiDoor door;

  private ChaosTenant(ChaosTarget target, String name) throws IOException {
    this.node = target.nodes().getFirst();
    Connection connection = target.operator();
    this.trust = TrustedAuthority.context(connection.authorityPem());
    this.host = connection.server().getHost();
    this.operator =
        ApiDoor.application(
                trust, host, connection.tenant(), connection.clientId(), connection.clientSecret())
            .patient();
    JsonNode made = operator.done(node, "POST", "/api/v1/tenants", Map.of("name", name));
    this.administrator =
        new Connection(
            connection.server(),
            connection.authorityPem(),
            made.path("id").asText(),
            made.at("/administrator/clientId").asText(),
            made.at("/administrator/clientSecret").asText(),
            null);
    this.door = asAdministrator().patient();
    operator.done(
        node,
        "POST",
        "/api/v1/operator/tenants/" + id() + "/accepted-domains",
        Map.of("domain", name + ".example"));
  }

  /** Makes a tenant with a domain of its name. */
  static ChaosTenant make(ChaosTarget target, String name) throws IOException {
    return new ChaosTenant(target, name);
  }

  /** The tenant's id. */
  String id() {
    return administrator.tenant();
  }

  /** Its administrator as a connection. */
  Connection administrator() {
    return administrator;
  }

  /** A door for another thread. */
  ApiDoor asAdministrator() {
    return ApiDoor.application(
        trust,
        host,
        administrator.tenant(),
        administrator.clientId(),
        administrator.clientSecret());
  }

  /** A door for one of its people. */
  ApiDoor asPerson(String userName, String password) {
    return ApiDoor.person(trust, host, userName, password);
  }

  SSLContext trust() {
    return trust;
  }

  /** Asks for something; what a machine that begins to work cannot do yet is asked for again. */
  JsonNode done(String method, String path, Object body) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return door.done(node, method, path, body);
      } catch (ApiDoor.ApiFailedException notYet) {
        if (notYet.status() != UNAVAILABLE || System.nanoTime() > end) {
          throw notYet;
        }
      }
    }
  }

  /** Makes a policy of two keys; gives its id. */
  String policy(String name, List<String> keys) throws IOException {
    return done(
            "POST",
            "/api/v1/policies",
            Map.of("name", name, "keys", keys.stream().map(RootKeys::newest).toList()))
        .path("id")
        .asText();
  }

  /** Makes a site of a geo that is under two key versions, and an access key to it. */
  S3Signature site(String name, List<String> keys) throws IOException {
    done("POST", "/api/v1/geos", Map.of("code", "NAM"));
    done(
        "POST",
        "/api/v1/geos/NAM/policy",
        Map.of("primaryKey", keys.getFirst(), "secondaryKey", keys.getLast()));
    done("POST", "/api/v1/sites", Map.of("name", name, "geo", "NAM"));
    JsonNode key = done("POST", "/api/v1/access-keys", Map.of());
    return new S3Signature(key.path("id").asText(), key.path("secret").asText());
  }

  /** Somebody of the tenant. */
  record Member(String objectId, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Member[" + objectId + "]";
    }
  }

  /** Makes a person, who chooses a password. */
  Member person(String userName, String... roles) throws IOException {
    String first = "first " + UUID.randomUUID();
    String own = "own " + UUID.randomUUID();
    JsonNode made =
        done(
            "POST",
            "/api/v1/users",
            Map.of(
                "userPrincipalName",
                userName,
                "displayName",
                userName.substring(0, userName.indexOf('@')),
                "roles",
                List.of(roles),
                "password",
                first));
    done(
        "POST",
        "/api/v1/password",
        Map.of("userPrincipalName", userName, "currentPassword", first, "newPassword", own));
    return new Member(made.path("objectId").asText(), own);
  }

  /** Makes an app password for a person, with which a mail program signs in. */
  String appPassword(String userName, Member member) throws IOException {
    try (ApiDoor person = asPerson(userName, member.password()).patient()) {
      return person
          .done(node, "POST", "/api/v1/me/app-passwords", Map.of("name", "chaos"))
          .path("password")
          .asText();
    }
  }

  /** Gives somebody full access to a mailbox. */
  void letIn(Member member, String address) throws IOException {
    done(
        "PUT",
        "/api/v1/mailboxes/" + address + "/permissions/" + member.objectId(),
        Map.of("accessRights", List.of("FullAccess")));
  }

  /** Makes a mailbox without a policy of its own. */
  void mailbox(String address) throws IOException {
    done("POST", "/api/v1/mailboxes", Map.of("address", address));
  }

  /** Makes a mailbox under a policy. */
  void mailbox(String address, String policy) throws IOException {
    mailbox(address);
    done("PUT", "/api/v1/mailboxes/" + address + "/policy", Map.of("policy", policy));
  }

  @Override
  public void close() {
    door.close();
    operator.close();
  }
}
