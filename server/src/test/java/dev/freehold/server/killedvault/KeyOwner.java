package dev.freehold.server.killedvault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.killedvault.VaultSession.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The only one who works with one key, and so knows what must be there after a crash: every version
 * that the vault said it made, and everything that it said it wrapped. Used by one thread at a
 * time.
 */
final class KeyOwner {

  private static final int SECRET_BYTES = 32;
  private static final int REMEMBERED_WRAPS = 64;

  private final String name;
  private final Random random;
  private final Set<String> acknowledged = new TreeSet<>();
  private final List<Wrapped> wraps = new ArrayList<>();
  private String purpose = "";
  private String attemptedPurpose = "";

  private record Wrapped(String version, String secret, String value) {}

  KeyOwner(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  /** Works until the vault is gone; counts each answer. */
  void work(VaultSession vault, AtomicLong answers) {
    try {
      while (true) {
        one(vault);
        answers.incrementAndGet();
      }
    } catch (IOException killed) {
      return;
    }
  }

  private void one(VaultSession vault) throws IOException {
    int dice = acknowledged.isEmpty() ? 0 : random.nextInt(100);
    if (dice < 10) {
      made(vault.ask("POST", "/keys/" + name + "/create", "{\"kty\":\"oct\",\"key_size\":256}"));
      purpose = "";
      attemptedPurpose = "";
    } else if (dice < 20) {
      made(vault.ask("POST", "/keys/" + name + "/rotate", ""));
    } else if (dice < 25) {
      tag(vault);
    } else if (dice < 65 || wraps.isEmpty()) {
      wrap(vault, "");
    } else {
      unwrap(vault, wraps.get(random.nextInt(wraps.size())));
    }
  }

  private void made(Reply reply) {
    assertThat(reply.status()).as("%s: %s", name, reply.json()).isEqualTo(200);
    acknowledged.add(reply.version());
  }

  private void tag(VaultSession vault) throws IOException {
    attemptedPurpose = "purpose-" + random.nextInt();
    String body = "{\"tags\":{\"purpose\":\"%s\"}}".formatted(attemptedPurpose);
    assertThat(vault.ask("PATCH", "/keys/" + name, body).status()).isEqualTo(200);
    purpose = attemptedPurpose;
  }

  private void wrap(VaultSession vault, String version) throws IOException {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Reply reply = vault.ask("POST", "/keys/%s/%s/wrapkey".formatted(name, version), body(secret));
    assertThat(reply.status()).as("%s: %s", name, reply.json()).isEqualTo(200);
    if (wraps.size() == REMEMBERED_WRAPS) {
      wraps.remove(random.nextInt(REMEMBERED_WRAPS));
    }
    wraps.add(new Wrapped(reply.version(), secret, reply.json().path("value").asText()));
  }

  private void unwrap(VaultSession vault, Wrapped wrapped) throws IOException {
    Reply reply =
        vault.ask(
            "POST", "/keys/%s/%s/unwrapkey".formatted(name, wrapped.version), body(wrapped.value));
    assertThat(reply.status()).as("%s: %s", name, reply.json()).isEqualTo(200);
    assertThat(reply.json().path("value").asText()).isEqualTo(wrapped.secret);
  }

  private static String body(String value) {
    return "{\"alg\":\"A256KW\",\"value\":\"%s\"}".formatted(value);
  }

  /**
   * Looks at everything after a restart: all that was acknowledged is there, and whatever else is
   * there is whole, which is to say that it wraps and unwraps.
   *
   * @return how many versions there are
   */
  int check(VaultSession vault) throws IOException {
    Set<String> present = versions(vault);
    assertThat(present).as(name).containsAll(acknowledged);
    present.removeAll(acknowledged);
    // A request whose answer the crash cut off: done or not, but not half.
    assertThat(present).as("%s: one request at a time was under way", name).hasSizeLessThan(3);
    JsonNode latest = vault.ask("GET", "/keys/" + name, "").json();
    String found = latest.path("tags").path("purpose").asText();
    if (present.isEmpty()) {
      assertThat(found).as(name).isIn(purpose, attemptedPurpose);
    }
    purpose = found;
    attemptedPurpose = found;
    for (String unacknowledged : present) {
      wrap(vault, unacknowledged);
      unwrap(vault, wraps.getLast());
      acknowledged.add(unacknowledged);
    }
    for (Wrapped wrapped : wraps) {
      unwrap(vault, wrapped);
    }
    return acknowledged.size();
  }

  private Set<String> versions(VaultSession vault) throws IOException {
    Set<String> found = new TreeSet<>();
    Reply page = vault.ask("GET", "/keys/" + name + "/versions", "");
    while (true) {
      for (JsonNode item : page.json().path("value")) {
        found.add(new Reply(200, item).version());
      }
      JsonNode next = page.json().path("nextLink");
      if (!next.isTextual()) {
        return found;
      }
      page = vault.follow(next.asText());
    }
  }
}
