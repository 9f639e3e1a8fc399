package dev.freehold.server.audit.survey;

import static dev.freehold.server.audit.survey.RouteTrial.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.audit.survey.Caller.Call;
import dev.freehold.server.testing.OutsideSigner;
import dev.freehold.server.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DynamicTest;

/** The way of a tenant whose approver signs outside, from the approver to the start of a purge. */
final class LeavingActs {

  private static final String ADA = "ada@contoso.example";
  private static final String VERA = "vera@contoso.example";
  private static final String PASSWORD = "granite-kettle-orchard-58";
  private static final String DOCUMENT = "/api/v1/purges/{purge}/document";
  private static final String OPERATORS = "/api/v1/operator/purges/{purge}";
  private static final Map<String, String> WISH =
      Map.of("reason", "we leave", "contact", "+49 30 5550123");
  private static final Duration PAST_LEASES = Duration.ofMinutes(3);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final NoteKey first = NoteKey.generate();
  private final NoteKey second = NoteKey.generate();
  private final RouteTrial trial;
  private final SettableClock clock;
  private OutsideSigner ada;
  private String purge;

  LeavingActs(RouteTrial trial, SettableClock clock) {
    this.trial = trial;
    this.clock = clock;
  }

  /** The setting of whose approvals count. */
  String operators() {
    return first.verifier("sol", VerifierKey.Use.NOTE)
        + ","
        + second.verifier("luna", VerifierKey.Use.NOTE);
  }

  List<DynamicTest> all() {
    List<DynamicTest> acts = new ArrayList<>();
    approver(acts);
    sites(acts);
    mail(acts);
    acts.add(trial.admin("POST /api/v1/approver/revoke", Map.of()));
    return acts;
  }

  private void approver(List<DynamicTest> acts) {
    acts.add(
        given(
            "who signs and who has the vaults",
            () -> {
              ada = OutsideSigner.create();
              trial.person(ADA, PASSWORD, "APPROVER");
              trial.person(VERA, PASSWORD, "VAULT_ADMIN");
            }));
    String register = "PUT /api/v1/approver";
    acts.add(
        trial.act(
            register,
            () ->
                trial.call(
                    register,
                    trial.admin,
                    Map.of(
                        "user",
                        ADA,
                        "certificate",
                        ada.certificatePem(),
                        "issuers",
                        ada.issuerPem()))));
    String crl = "PUT /api/v1/approver/crl";
    acts.add(trial.act(crl, () -> trial.call(crl, trial.admin, revocations())));
    acts.add(
        given(
            "another registration waits",
            () -> trial.make("PUT", "/api/v1/approver", Map.of("user", ADA))));
    acts.add(trial.admin("DELETE /api/v1/approver/pending", null));
  }

  private byte[] revocations() {
    try {
      return ada.crl(false, Instant.now().minusSeconds(5), Duration.ofDays(7));
    } catch (Exception e) {
      throw new IllegalStateException("the signer makes lists", e);
    }
  }

  private void sites(List<DynamicTest> acts) {
    acts.add(given("the permissions are gone", () -> trial.tenant.permit(false)));
    String request = "POST /api/v1/geos/{geo}/policy/purge-request";
    acts.add(trial.admin(request, WISH, "geo", "EUR"));
    acts.add(given("its case", () -> purge = caseOf(trial.last)));
    String consents = "POST /api/v1/purges/{purge}/consents";
    acts.add(
        trial.act(
            consents,
            () ->
                trial.call(
                    consents,
                    signIn(VERA),
                    Map.of(
                        "vaults",
                        List.of(
                            trial.tenant.keys("a").getVaultUrl(),
                            trial.tenant.keys("b").getVaultUrl())),
                    "purge",
                    purge)));
  }

  private void mail(List<DynamicTest> acts) {
    String request = "POST /api/v1/policies/{policy}/purge-request";
    acts.add(trial.admin(request, WISH, "policy", "mail"));
    acts.add(given("its case", () -> purge = caseOf(trial.last)));
    acts.add(
        trial.act(
            "POST " + DOCUMENT,
            () -> trial.call("POST " + DOCUMENT, trial.admin, Map.of(), "purge", purge)));
    String upload = "PUT " + DOCUMENT + "/signed";
    acts.add(trial.act(upload, () -> trial.call(upload, trial.admin, signed(), "purge", purge)));
    String approve = "POST " + OPERATORS + "/approvals";
    acts.add(
        trial.act(approve, () -> trial.call(approve, trial.operator, approved(), "purge", purge)));
    acts.add(given("it waits for leases", this::awaitLeases));
    String resume = "POST " + OPERATORS + "/resume";
    acts.add(trial.act(resume, () -> trial.call(resume, trial.operator, Map.of(), "purge", purge)));
    acts.add(given("it has ended", this::awaitEnd));
    acts.add(given("what it destroyed is freed", trial::awaitFreed));
    String attest = "POST " + OPERATORS + "/backups-destroyed";
    acts.add(
        trial.act(attest, () -> trial.call(attest, trial.operator, attested(), "purge", purge)));
  }

  private String signIn(String name) {
    try {
      return trial.signIn(name, PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String caseOf(JsonNode policy) throws IOException {
    for (JsonNode one : trial.get("/api/v1/purges").path("purges")) {
      if (one.path("policyId").asText().equals(policy.path("id").asText())) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError("no purge of " + policy);
  }

  private byte[] bytes(String path, String token) {
    try {
      return trial.caller.bytes(
          new Call("GET", path.replace("{purge}", purge), Optional.of(token), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] signed() {
    try {
      return ada.sign(bytes(DOCUMENT, trial.admin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] approved() {
    String statement =
        new String(bytes(OPERATORS + "/statement", trial.operator), StandardCharsets.UTF_8);
    return new SignedNote(
            statement, List.of(first.sign("sol", statement), second.sign("luna", statement)))
        .bytes();
  }

  private byte[] attested() {
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    String statement =
        new String(
            bytes(OPERATORS + "/backups-destroyed?on=" + day, trial.operator),
            StandardCharsets.UTF_8);
    return new SignedNote(statement, List.of(first.sign("sol", statement))).bytes();
  }

  /** Nobody can have a key any more: the leases are over by the clock. */
  private void awaitEnd() throws IOException {
    clock.shift(PAST_LEASES);
    trial.send("POST", OPERATORS.replace("{purge}", purge) + "/resume", trial.operator, Map.of());
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    JsonNode found = trial.get("/api/v1/purges/" + purge);
    while (!found.path("state").asText().equals("purged")) {
      assertThat(System.nanoTime()).as("%s", found).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      found = trial.get("/api/v1/purges/" + purge);
    }
  }

  private void awaitLeases() throws IOException {
    String job = trial.get("/api/v1/purges/" + purge).path("jobId").asText();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    JsonNode found = trial.get("/api/v1/jobs/" + job);
    while (!found.path("code").asText().equals("purge-waits-for-leases")) {
      assertThat(System.nanoTime()).as("%s", found).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      found = trial.get("/api/v1/jobs/" + job);
    }
  }
}
