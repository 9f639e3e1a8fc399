package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.testing.CrashPoint;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a purge needs before it begins, on every database. */
abstract class PurgeCaseContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private PurgeFixture fixture;
  private MovesFixture custody;
  private Policy leaving;

  PurgeCaseContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new PurgeFixture(dialect, folder);
    custody = fixture.custody;
    leaving = custody.mailboxPolicy("leaving");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void assertRefusedAndRecorded(
      CustodyError error, String operation, PolicyState stays, ThrowingCallable act) {
    assertRefused(error, act);
    assertThat(fixture.stateOf(leaving)).isEqualTo(stays);
    LedgerEntry last = fixture.entries(operation).getLast().entry();
    assertThat(last.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(last.details()).containsEntry("code", error.code());
  }

  private PurgeCase authorise(PurgeCase purge) {
    return fixture.cases.authorise(custody.tenant, purge.id(), fixture.document(purge), "bearer");
  }

  @Test
  @DisplayName("A request makes a case, which has the policy's state and the tenant's words")
  void opens() {
    PurgeCase purge = fixture.requested(leaving);
    assertThat(purge.workload()).isEqualTo(PurgeWorkload.EXCHANGE);
    assertThat(purge.state()).isEqualTo(PolicyState.PURGE_REQUESTED);
    assertThat(purge.policyName()).isEqualTo("leaving");
    assertThat(purge.reason()).isEqualTo(PurgeFixture.WISH.reason());
    assertThat(purge.contact()).isEqualTo(PurgeFixture.WISH.contact());
    assertThat(purge.requestedBy()).isEqualTo(ADMIN);
    assertThat(purge.inventory()).isEmpty();
    assertThat(fixture.cases.open(10)).containsExactly(purge);
    assertThat(fixture.cases.find(purge.id())).isEqualTo(purge);
  }

  @Test
  @DisplayName("Another tenant's case is answered like one that does not exist")
  void notTheirs() {
    PurgeCase purge = fixture.requested(leaving);
    UUID other = custody.custody.tenants.create("fabrikam", ADMIN).id();
    assertThat(fixture.cases.list(other)).isEmpty();
    assertRefused(CustodyError.PURGE_NOT_FOUND, () -> fixture.cases.get(other, purge.id()));
    assertRefused(CustodyError.PURGE_NOT_FOUND, () -> fixture.cases.inventory(other, purge.id()));
    DocumentFacts document = fixture.document(purge);
    assertRefused(
        CustodyError.PURGE_NOT_FOUND,
        () -> fixture.cases.authorise(other, purge.id(), document, "bearer"));
    assertThat(custody.custody.entries(other, "PolicyPurgeAuthorise")).isEmpty();
  }

  @Test
  @DisplayName(
      "fault 26: while a permission is given back it is not authorised; the refusal names it")
  void fault26_authorise() {
    PurgeCase purge = fixture.requested(leaving);
    fixture.document(purge);
    custody.vaultsAgree(BRAVO);
    assertRefusedAndRecorded(
        CustodyError.PURGE_PERMISSION_REMAINS,
        "PolicyPurgeAuthorise",
        PolicyState.PURGE_REQUESTED,
        () -> authorise(purge));
    assertThatThrownBy(() -> authorise(purge))
        .hasMessageContaining(BRAVO + " (wrapKey, unwrapKey)")
        .hasMessageNotContaining(ALPHA + " (");
    assertThat(fixture.now(purge).document()).isEmpty();
    custody.vaultsRefuse(BRAVO);
    assertThat(authorise(purge).state()).isEqualTo(PolicyState.PURGE_AUTHORISED);
  }

  @Test
  @DisplayName("fault 26: while a permission is given back no operator's approval is accepted")
  void fault26_approve() {
    PurgeCase purge = fixture.authorised(leaving);
    fixture.cases.approve(purge.id(), PurgeFixture.FIRST);
    custody.vaultsAgree(ALPHA);
    assertRefusedAndRecorded(
        CustodyError.PURGE_PERMISSION_REMAINS,
        "PolicyPurgeApprove",
        PolicyState.PURGE_AUTHORISED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.SECOND));
    assertThat(fixture.now(purge).approvals()).containsExactly(PurgeFixture.FIRST);
    custody.vaultsRefuse(ALPHA);
    assertThat(fixture.cases.approve(purge.id(), PurgeFixture.SECOND).state())
        .isEqualTo(PolicyState.PURGING);
  }

  @Test
  @DisplayName(
      "A vault that no longer exists is left out if the request is repeated without vaults")
  void goneSince() {
    PurgeCase purge = fixture.requested(leaving);
    fixture.document(purge);
    custody.vaults.set(ALPHA, Mood.SILENT);
    assertRefusedAndRecorded(
        CustodyError.PURGE_VAULT_UNKNOWN,
        "PolicyPurgeAuthorise",
        PolicyState.PURGE_REQUESTED,
        () -> authorise(purge));
    PurgeWish without = new PurgeWish("The vault is gone", "Tove Lind", true);
    fixture.requests.request(custody.tenant, leaving.id(), without, ADMIN);
    assertThat(fixture.now(purge).withoutVaults()).isTrue();
    assertThat(fixture.now(purge).reason()).isEqualTo(PurgeFixture.WISH.reason());
    assertRefused(
        CustodyError.PURGE_REQUESTED,
        () -> fixture.requests.request(custody.tenant, leaving.id(), without, ADMIN));
    assertThat(authorise(purge).state()).isEqualTo(PolicyState.PURGE_AUTHORISED);
  }

  @Test
  @DisplayName(
      "fault 28: while a legal hold is on it, the request, the document and both approvals are "
          + "refused")
  void fault28_hold() {
    UUID mailbox = custody.mailbox(Optional.of(leaving.id()));
    fixture.held.add(mailbox);
    custody.vaultsRefuse(ALPHA, BRAVO);
    assertRefusedAndRecorded(
        CustodyError.LEGAL_HOLD,
        "PolicyPurgeRequest",
        PolicyState.ACTIVE,
        () -> fixture.requested(leaving));
    assertThatThrownBy(() -> fixture.requested(leaving)).hasMessageContaining(mailbox.toString());
    fixture.held.clear();
    PurgeCase purge = fixture.requested(leaving);
    fixture.document(purge);
    fixture.held.add(mailbox);
    assertRefusedAndRecorded(
        CustodyError.LEGAL_HOLD,
        "PolicyPurgeAuthorise",
        PolicyState.PURGE_REQUESTED,
        () -> authorise(purge));
    fixture.held.clear();
    authorise(purge);
    fixture.held.add(mailbox);
    assertRefusedAndRecorded(
        CustodyError.LEGAL_HOLD,
        "PolicyPurgeApprove",
        PolicyState.PURGE_AUTHORISED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.FIRST));
    fixture.held.clear();
    fixture.cases.approve(purge.id(), PurgeFixture.FIRST);
    fixture.held.add(mailbox);
    assertRefusedAndRecorded(
        CustodyError.LEGAL_HOLD,
        "PolicyPurgeApprove",
        PolicyState.PURGE_AUTHORISED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.SECOND));
    fixture.held.clear();
    assertThat(fixture.cases.approve(purge.id(), PurgeFixture.SECOND).state())
        .isEqualTo(PolicyState.PURGING);
  }

  @Test
  @DisplayName("The list is frozen: its hash is that of its bytes, sorted by id")
  void inventory() throws Exception {
    List<UUID> mailboxes =
        custody.mailboxes(3, Optional.of(leaving.id())).stream()
            .sorted(Comparator.comparing(UUID::toString))
            .toList();
    custody.mailbox();
    fixture.contents.put(mailboxes.get(1), 2);
    PurgeCase purge = fixture.requested(leaving);
    Inventory taken = fixture.cases.inventory(custody.tenant, purge.id());
    assertThat(taken.owners()).isEqualTo(3);
    assertThat(taken.objects()).isEqualTo(2);
    assertThat(taken.bytes()).isEqualTo(20);
    assertThat(written(purge))
        .isEqualTo(
            """
            {"bytes":0,"kind":"mailbox","name":"\\"%1$s\\"@ålesund.example","objects":0,"ownerId":"%1$s"}
            {"bytes":20,"kind":"mailbox","name":"\\"%2$s\\"@ålesund.example","objects":2,"ownerId":"%2$s"}
            {"bytes":0,"kind":"mailbox","name":"\\"%3$s\\"@ålesund.example","objects":0,"ownerId":"%3$s"}
            """
                .formatted(mailboxes.toArray()));
    assertThat(fixture.cases.firstNames(custody.tenant, purge.id(), 2))
        .containsExactly(
            FakeContents.nameOf(mailboxes.get(0)), FakeContents.nameOf(mailboxes.get(1)));
    assertThat(sha256(written(purge))).isEqualTo(taken.sha256());
    fixture.contents.put(mailboxes.get(0), 5);
    assertThat(fixture.cases.inventory(custody.tenant, purge.id())).isEqualTo(taken);
    Inventory renewed = fixture.cases.renewInventory(custody.tenant, purge.id(), ADMIN);
    assertThat(renewed.objects()).isEqualTo(7);
    assertThat(sha256(written(purge))).isEqualTo(renewed.sha256());
  }

  @Test
  @DisplayName("A list frozen by an older version, without names, keeps its bytes and its hash")
  void inventoryWithoutNames() throws Exception {
    UUID mailbox = custody.mailboxes(1, Optional.of(leaving.id())).getFirst();
    PurgeCase purge = fixture.requested(leaving);
    assertThat(fixture.cases.inventory(custody.tenant, purge.id()).owners()).isEqualTo(1);
    custody.database.write(tx -> tx.execute("UPDATE purge_owners SET name = NULL"));
    assertThat(written(purge))
        .isEqualTo(
            "{\"bytes\":0,\"kind\":\"mailbox\",\"objects\":0,\"ownerId\":\"%s\"}\n"
                .formatted(mailbox));
  }

  @Test
  @DisplayName("A finished list does not replace another one that was begun meanwhile")
  void anotherTaking() throws Exception {
    UUID mailbox = custody.mailbox(Optional.of(leaving.id()));
    fixture.contents.put(mailbox, 2);
    PurgeCase purge = fixture.requested(leaving);
    AtomicInteger writes = new AtomicInteger();
    CrashPoint slow =
        new CrashPoint(
            () -> {
              // A page, the end of the pages, and then what freezes them.
              if (writes.incrementAndGet() == 3) {
                fixture.contents.put(mailbox, 5);
                dieBeforeFreezing(purge);
              }
            });
    assertRefused(
        CustodyError.PURGE_STEP_REFUSED,
        () -> fixture.casesOn(slow.around(custody.database)).inventory(custody.tenant, purge.id()));
    assertThat(writes).as("it was about to freeze").hasValue(3);
    Inventory taken = fixture.cases.inventory(custody.tenant, purge.id());
    assertThat(taken.objects()).isEqualTo(7);
    assertThat(sha256(written(purge))).isEqualTo(taken.sha256());
  }

  private void dieBeforeFreezing(PurgeCase purge) {
    // The list before is gone, a page, the end of the pages.
    CrashPoint point = new CrashPoint(4, false);
    assertThatThrownBy(
            () ->
                fixture
                    .casesOn(point.around(custody.database))
                    .renewInventory(custody.tenant, purge.id(), ADMIN))
        .hasMessage("crash before a write");
  }

  private String written(PurgeCase purge) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fixture.cases.writeInventory(custody.tenant, purge.id(), bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName(
      "A document that names another list does not authorise the purge, nor does a second document")
  void document() {
    PurgeCase purge = fixture.requested(leaving);
    DocumentFacts document = fixture.document(purge);
    DocumentFacts another =
        new DocumentFacts(
            document.documentSha256(),
            document.signedSha256(),
            PurgeFixture.hash('d'),
            document.signerCertificateSha256(),
            document.signerName(),
            document.signedAt());
    assertRefusedAndRecorded(
        CustodyError.PURGE_INVENTORY_CHANGED,
        "PolicyPurgeAuthorise",
        PolicyState.PURGE_REQUESTED,
        () -> fixture.cases.authorise(custody.tenant, purge.id(), another, "bearer"));
    PurgeCase authorised = authorise(purge);
    assertThat(authorised.document()).contains(document);
    assertRefusedAndRecorded(
        CustodyError.PURGE_STEP_REFUSED,
        "PolicyPurgeAuthorise",
        PolicyState.PURGE_AUTHORISED,
        () -> authorise(purge));
    assertRefused(
        CustodyError.PURGE_STEP_REFUSED,
        () -> fixture.cases.renewInventory(custody.tenant, purge.id(), ADMIN));
  }

  @Test
  @DisplayName("Two operators with different keys must approve, and only after it is authorised")
  void approvals() {
    PurgeCase purge = fixture.requested(leaving);
    assertRefusedAndRecorded(
        CustodyError.PURGE_STEP_REFUSED,
        "PolicyPurgeApprove",
        PolicyState.PURGE_REQUESTED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.FIRST));
    authorise(purge);
    PurgeCase once = fixture.cases.approve(purge.id(), PurgeFixture.FIRST);
    assertThat(once.state()).isEqualTo(PolicyState.PURGE_AUTHORISED);
    assertThat(once.jobId()).isEmpty();
    assertRefusedAndRecorded(
        CustodyError.PURGE_APPROVAL_REFUSED,
        "PolicyPurgeApprove",
        PolicyState.PURGE_AUTHORISED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.FIRST));
    assertRefused(
        CustodyError.PURGE_APPROVAL_REFUSED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.approval("SANNE ", "op-3")));
    assertRefused(
        CustodyError.PURGE_APPROVAL_REFUSED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.approval("Rune", "op-1")));
    PurgeCase begun = fixture.cases.approve(purge.id(), PurgeFixture.SECOND);
    assertThat(begun.state()).isEqualTo(PolicyState.PURGING);
    assertThat(fixture.jobOf(begun).state()).isEqualTo(JobState.QUEUED);
    assertThat(fixture.entries("PolicyPurgeStart")).hasSize(1);
    assertRefused(
        CustodyError.PURGE_STEP_REFUSED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.approval("Rune", "op-3")));
    assertRefused(
        CustodyError.PURGE_APPROVAL_REFUSED,
        () -> fixture.cases.approve(purge.id(), PurgeFixture.FIRST));
  }

  @Test
  @DisplayName("From the request on nothing leaves the policy, even if it was ordered earlier")
  void nothingLeaves() {
    UUID late = custody.mailbox(Optional.of(leaving.id()));
    UUID ordered = custody.mailbox(Optional.of(leaving.id()));
    Policy other = custody.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
    Job under = assign(ordered, other);
    PurgeCase purge = fixture.requested(leaving);
    assertNothingLeaves(late, other);
    authorise(purge);
    assertNothingLeaves(late, other);
    try (JobRunner _ = custody.runner()) {
      assertThat(custody.awaitState(under, JobState.FAILED).code())
          .contains("policy-purge-requested");
    }
    assertThat(custody.standing(ordered).policyId()).isEqualTo(leaving.id());
  }

  private void assertNothingLeaves(UUID mailbox, Policy other) {
    CustodyError refused = CustodyError.POLICY_PURGE_REQUESTED;
    assertRefused(refused, () -> assign(mailbox, other));
    assertRefused(
        refused,
        () -> custody.moves.assign(custody.tenant, List.of(mailbox), Optional.empty(), ADMIN));
    assertRefused(
        refused, () -> custody.moves.assignAll(custody.tenant, leaving.id(), other.id(), ADMIN));
  }

  @Test
  @DisplayName(
      "A page of keys that is being moved out when the purge is requested is not committed")
  void nothingLeavesInBetween() {
    UUID mailbox = custody.mailbox(Optional.of(leaving.id()));
    Policy other = custody.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
    Job job = assign(mailbox, other);
    try (JobRunner _ = custody.interrupted(() -> fixture.requested(leaving))) {
      custody.awaitState(job, JobState.FAILED);
    }
    assertThat(custody.standing(mailbox).policyId()).isEqualTo(leaving.id());
    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  private Job assign(UUID mailbox, Policy to) {
    return custody.moves.assign(custody.tenant, List.of(mailbox), Optional.of(to.id()), ADMIN);
  }
}
