package dev.freehold.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentException;
import dev.freehold.content.preview.Danger;
import dev.freehold.content.preview.PolicyPreviews;
import dev.freehold.content.preview.PreviewCursor;
import dev.freehold.content.preview.PreviewEntry;
import dev.freehold.content.preview.PreviewPage;
import dev.freehold.content.preview.PreviewTotals;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.holds.HoldWish;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.ContentTotals;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a revocation or a purge would take, held against what it takes, on every database. */
abstract class PolicyPreviewContract {

  private static final String ADMIN = "admin";

  @TempDir Path folder;
  private final Dialect dialect;
  private final UUID other = UUID.randomUUID();
  private final Map<UUID, UUID> ownerOfObject = new HashMap<>();
  private StoreFixture fixture;
  private CustodyRows custody;
  private Ledger ledger;
  private LegalHolds holds;
  private PolicyPreviews previews;

  PolicyPreviewContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new StoreFixture(dialect, folder);
    custody = new CustodyRows(fixture.database, fixture.tenant);
    custody.policy(other, PolicyKind.MAILBOX);
    ledger = new Ledger(fixture.database, fixture.clock);
    holds = new LegalHolds(fixture.database, ledger, fixture.clock);
    previews = new PolicyPreviews(fixture.database, fixture.objects, holds, ledger);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Policy policy(PolicyKind kind, boolean isRecovering) {
    return new Policy(
        fixture.tenant,
        custody.policyId,
        kind,
        "mail",
        "",
        true,
        PolicyState.ACTIVE,
        isRecovering,
        false,
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty());
  }

  private Policy policy() {
    return policy(PolicyKind.MAILBOX, false);
  }

  /** A mailbox with objects under a key, of 10, 20, 30... bytes. */
  private UUID mailbox(UUID underPolicy, Optional<UUID> ordered, int objects) {
    UUID id = fixture.keys.add(fixture.tenant);
    custody.owner(id, id, underPolicy, ordered);
    store(id, id, objects);
    return id;
  }

  /** A retired key of a mailbox, with objects under it. */
  private void retired(UUID mailbox, UUID underPolicy, int objects) {
    UUID key = fixture.keys.add(fixture.tenant);
    custody.key(mailbox, key, "RETIRED", underPolicy);
    store(mailbox, key, objects);
  }

  private void store(UUID mailbox, UUID key, int objects) {
    for (int n = 1; n <= objects; n++) {
      SealedObject sealed = seal(key, 10 * n);
      fixture.register(sealed);
      ownerOfObject.put(sealed.objectId(), mailbox);
    }
  }

  private SealedObject seal(UUID key, int bytes) {
    return fixture.sealUnder(key, new byte[bytes]);
  }

  private PreviewPage first(Danger danger) {
    return previews.page(policy(), danger, Optional.empty(), 100, ADMIN);
  }

  private List<PreviewEntry> all(Danger danger, int max) {
    List<PreviewEntry> entries = new ArrayList<>();
    Optional<PreviewCursor> at = Optional.empty();
    do {
      PreviewPage page = previews.page(policy(), danger, at, max, ADMIN);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(max);
      entries.addAll(page.entries());
      at = page.next().map(next -> PreviewCursor.parse(next.text()).orElseThrow());
    } while (at.isPresent());
    return entries;
  }

  /** How many objects of each mailbox nobody can read now. */
  private Map<UUID, Long> unreadable() {
    Set<UUID> lost = new HashSet<>();
    for (UUID object : ownerOfObject.keySet()) {
      try {
        assertThat(fixture.read(object)).isNotEmpty();
      } catch (KeyAccessException | ContentException gone) {
        lost.add(object);
      }
    }
    return lost.stream().collect(Collectors.groupingBy(ownerOfObject::get, Collectors.counting()));
  }

  private static Map<UUID, Long> foretold(List<PreviewEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.unreadable().objects() > 0)
        .collect(Collectors.toMap(PreviewEntry::ownerId, entry -> entry.unreadable().objects()));
  }

  /** Mailboxes in every way that they can stand to the policy. */
  private void everySort() {
    mailbox(custody.policyId, Optional.of(custody.policyId), 3);
    mailbox(custody.policyId, Optional.of(other), 2);
    mailbox(other, Optional.of(other), 4);
    mailbox(other, Optional.of(custody.policyId), 5);
    mailbox(custody.policyId, Optional.of(custody.policyId), 0);
    retired(mailbox(custody.policyId, Optional.of(custody.policyId), 1), other, 6);
    UUID left = mailbox(other, Optional.of(other), 2);
    retired(left, custody.policyId, 1);
    retired(left, custody.policyId, 2);
    retired(mailbox(custody.policyId, Optional.empty(), 1), custody.policyId, 1);
  }

  @Test
  @DisplayName("A revocation makes exactly what the preview lists unreadable, and nothing else")
  void revocation() {
    everySort();
    List<PreviewEntry> entries = all(Danger.REVOCATION, 100);
    assertThat(unreadable()).isEmpty();
    custody.keysUnder(custody.policyId).forEach(fixture.keys::destroy);
    assertThat(unreadable()).isEqualTo(foretold(entries));
    assertThat(entries.stream().mapToLong(entry -> entry.unreadable().objects()).sum())
        .isEqualTo(3 + 2 + 1 + 3 + 2);
  }

  @Test
  @DisplayName("A purge destroys retired keys of its mailboxes too, and the preview lists them")
  void purge() {
    everySort();
    List<PreviewEntry> entries = all(Danger.PURGE, 100);
    UUID withRetired =
        entries.stream()
            .filter(entry -> entry.unreadable().objects() == 7)
            .findFirst()
            .orElseThrow()
            .ownerId();
    assertThat(entries.stream().mapToLong(entry -> entry.unreadable().objects()).sum())
        .isEqualTo(3 + 2 + 7 + 3 + 2);
    custody.keysUnder(custody.policyId).forEach(fixture.keys::destroy);
    custody.keysOf(withRetired).forEach(fixture.keys::destroy);
    assertThat(unreadable()).isEqualTo(foretold(entries));
  }

  @Test
  @DisplayName("Content under another policy stays readable, and the preview names that policy")
  void staysReadable() {
    UUID moving = mailbox(custody.policyId, Optional.of(custody.policyId), 1);
    retired(moving, other, 2);
    UUID waiting = mailbox(other, Optional.of(custody.policyId), 3);
    assertThat(first(Danger.REVOCATION).entries())
        .containsExactly(
            new PreviewEntry(
                moving,
                OwnerKind.MAILBOX,
                new ContentTotals(1, 10),
                new ContentTotals(2, 30),
                List.of(other),
                false,
                0));
    assertThat(all(Danger.REVOCATION, 100).getLast())
        .isEqualTo(
            new PreviewEntry(
                waiting,
                OwnerKind.MAILBOX,
                ContentTotals.NONE,
                new ContentTotals(3, 60),
                List.of(other),
                true,
                0));
  }

  @Test
  @DisplayName("Pages of any length have each mailbox once, and the totals are their sum")
  void pages() {
    everySort();
    List<PreviewEntry> whole = all(Danger.PURGE, 100);
    assertThat(whole).hasSize(7);
    for (int max : new int[] {1, 2, 3, 6, 7}) {
      assertThat(all(Danger.PURGE, max)).containsExactlyElementsOf(whole);
    }
    PreviewPage one = previews.page(policy(), Danger.PURGE, Optional.empty(), 2, ADMIN);
    assertThat(one.totals())
        .contains(
            new PreviewTotals(
                6,
                0,
                1,
                new ContentTotals(17, one.totals().orElseThrow().unreadable().bytes()),
                new ContentTotals(7, 180),
                0));
    assertThat(one.totals().orElseThrow().unreadable().bytes())
        .isEqualTo(whole.stream().mapToLong(entry -> entry.unreadable().bytes()).sum());
    assertThat(previews.page(policy(), Danger.PURGE, one.next(), 2, ADMIN).totals()).isEmpty();
  }

  @Test
  @DisplayName("Legal holds are counted, and looking is in the ledger and changes nothing")
  void heldAndRecorded() {
    UUID held = mailbox(custody.policyId, Optional.of(custody.policyId), 1);
    mailbox(custody.policyId, Optional.of(custody.policyId), 1);
    holds.place(fixture.tenant, held, new HoldWish("Case 3", ""), ADMIN);
    PreviewPage page = first(Danger.PURGE);
    assertThat(page.totals().orElseThrow().held()).isEqualTo(1);
    assertThat(page.entries())
        .filteredOn(entry -> entry.legalHolds() == 1)
        .extracting(PreviewEntry::ownerId)
        .containsExactly(held);
    assertThat(unreadable()).isEmpty();
    assertThat(ledger.entries(fixture.tenant, 0, 100))
        .filteredOn(recorded -> recorded.entry().operation().equals("PurgePreview"))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.entry().actor()).isEqualTo(ADMIN);
              assertThat(recorded.entry().objectId()).isEqualTo(custody.policyId.toString());
              assertThat(recorded.entry().details())
                  .containsEntry("objects", "2")
                  .containsEntry("held", "1");
            });
  }

  @Test
  @DisplayName(
      "While a geo is in recovery, revoking its roots locks nothing, but a purge destroys all")
  void inRecovery() {
    mailbox(custody.policyId, Optional.of(custody.policyId), 2);
    Policy recovering = policy(PolicyKind.FILE, true);
    PreviewPage revoked = previews.page(recovering, Danger.REVOCATION, Optional.empty(), 10, ADMIN);
    assertThat(revoked.totals().orElseThrow().unreadable()).isEqualTo(ContentTotals.NONE);
    PreviewPage purged = previews.page(recovering, Danger.PURGE, Optional.empty(), 10, ADMIN);
    assertThat(purged.totals().orElseThrow().unreadable().objects()).isEqualTo(2);
  }

  @Test
  @DisplayName("A cursor that the server did not issue is refused")
  void cursors() {
    assertThat(PreviewCursor.parse("u-" + other)).contains(new PreviewCursor(false, other));
    for (String text : List.of("", "u-", "x-" + other, "u-1", other.toString())) {
      assertThat(PreviewCursor.parse(text)).isEmpty();
    }
  }

  @Test
  @DisplayName("content is counted by the policy of the key that it is sealed under, of one tenant")
  void contentUnderPolicies() {
    UUID moving = mailbox(custody.policyId, Optional.of(other), 3);
    retired(moving, other, 2);
    mailbox(other, Optional.empty(), 1);
    UUID gone = mailbox(other, Optional.empty(), 4);
    custody.destroyKeys(gone);
    assertThat(contents(fixture.tenant))
        .containsExactlyInAnyOrder(
            new ContentUnder(custody.policyId, 3, 60), new ContentUnder(other, 3, 40));
    assertThat(contents(UUID.randomUUID())).isEmpty();
  }

  private List<ContentUnder> contents(UUID tenantId) {
    return fixture.database.read(tx -> ContentUnder.of(tx, tenantId));
  }
}
