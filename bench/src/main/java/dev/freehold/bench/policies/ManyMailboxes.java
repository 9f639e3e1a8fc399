package dev.freehold.bench.policies;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.RowIds;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Makes as many mailboxes as are wanted, with keys that open, faster than one by one. */
final class ManyMailboxes {

  private static final int PAGE = 5_000;
  private static final Requester BENCH = Requester.system("bench");

  private final PolicyStage stage;
  private final KeyWrap wrap = new KeyWrap(PolicyStage.SUITE);

  ManyMailboxes(PolicyStage stage) {
    this.stage = stage;
  }

  /**
   * Puts mailboxes under a policy, as if they had been made one after another, and gives the ids of
   * their keys.
   */
  List<UUID> under(UUID policyId, int count) {
    List<UUID> keyIds =
        IntStream.iterate(0, done -> done < count, done -> done + PAGE)
            .mapToObj(done -> page(policyId, Math.min(PAGE, count - done)))
            .flatMap(List::stream)
            .toList();
    if (stage.database.dialect() == Dialect.POSTGRESQL) {
      // What the server's own housekeeping does within a minute of such a change.
      stage.database.write(tx -> tx.execute("ANALYZE"));
    }
    return keyIds;
  }

  private List<UUID> page(UUID policyId, int count) {
    List<Made> made =
        stage
            .keys
            .depKeys()
            .withDepKey(
                policyId,
                BENCH,
                depKey ->
                    Stream.generate(() -> RowIds.next(PolicyStage.CLOCK))
                        .limit(count)
                        .map(id -> make(id, policyId, depKey))
                        .toList());
    return stage.database.write(
        tx -> {
          insert(tx, policyId, made);
          return made.stream().map(Made::keyId).toList();
        });
  }

  private Made make(UUID keyId, UUID policyId, Key256 depKey) {
    try (Key256 key = Key256.random(PolicyStage.SUITE.random())) {
      return new Made(
          RowIds.next(PolicyStage.CLOCK),
          keyId,
          wrap.wrap(depKey, key, new KeyContext(stage.tenantId, policyId, keyId, 1)),
          KeyCommitment.of(key, stage.tenantId, keyId, 1));
    }
  }

  private void insert(Handle tx, UUID policyId, List<Made> made) {
    PreparedBatch keys =
        tx.prepareBatch(
            """
            INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,
              key_commitment, created_at, owner_id, revision)
            VALUES (:id, :tenantId, :policyId, 1, 'ACTIVE', :wrapped, :commitment, 0, :ownerId, 1)\
            """);
    PreparedBatch owners =
        tx.prepareBatch(
            """
            INSERT INTO key_owners
              (id, tenant_id, kind, ordered_policy_id, owner_key_id, created_at)
            VALUES (:id, :tenantId, 'MAILBOX', :policyId, :keyId, 0)\
            """);
    for (Made one : made) {
      keys.bind("id", one.keyId())
          .bind("tenantId", stage.tenantId)
          .bind("policyId", policyId)
          .bind("wrapped", one.wrapped())
          .bind("commitment", one.commitment().bytes())
          .bind("ownerId", one.ownerId())
          .add();
      owners
          .bind("id", one.ownerId())
          .bind("tenantId", stage.tenantId)
          .bind("policyId", policyId)
          .bind("keyId", one.keyId())
          .add();
    }
    keys.execute();
    owners.execute();
    RowSeals.of(tx).keepAll(tx, made.stream().map(one -> sealed(one, policyId)).toList());
  }

  private SealedRow sealed(Made one, UUID policyId) {
    return CustodySeals.KEY_OWNER
        .row(stage.tenantId, one.ownerId())
        .set("kind", OwnerKind.MAILBOX)
        .set("geo_id", null)
        .set("ordered_policy_id", policyId)
        .set("owner_key_id", one.keyId())
        .done();
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Made(UUID ownerId, UUID keyId, byte[] wrapped, KeyCommitment commitment) {}
}
