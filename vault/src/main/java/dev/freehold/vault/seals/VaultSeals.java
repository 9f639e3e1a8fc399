package dev.freehold.vault.seals;

import dev.freehold.crypto.seal.SealCodes;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.masterkey.KeySealer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementException;

/**
 * Makes and checks the seals of the rows that decide who may use a key. Their key is derived from
 * the vaults' master key, so somebody who can write to the database cannot make one. A state older
 * than this node has seen is refused, although its seal is genuine. Thread-safe.
 */
public final class VaultSeals implements AutoCloseable {

  private static final String PURPOSE = "freehold-vault:row-seals:v1";

  private static final int FORM = 1;

  private final SealCodes codes;
  private final SealStates marks;
  private final SealRefusals refusals;
  private final SoundRows sound = new SoundRows();

  private VaultSeals(SealCodes codes, SealStates marks, SealRefusals refusals) {
    this.codes = codes;
    this.marks = marks;
    this.refusals = refusals;
  }

  /**
   * Seals under a key of {@code master}'s, which may be closed afterwards.
   *
   * @param marks closed with the seals
   * @param ledger where refusals are told
   */
  public static VaultSeals open(KeySealer master, SealStates marks, Ledger ledger) {
    return new VaultSeals(
        new SealCodes(List.of(master.derive(PURPOSE))), marks, new SealRefusals(marks, ledger));
  }

  /**
   * The seals of the transaction that this thread runs.
   *
   * @throws IllegalStateException if it runs in no transaction of a {@link SealedDatabase}
   */
  public static VaultSeals current() {
    return SealedTransaction.current().seals();
  }

  /**
   * What {@code read} makes of rows, which something else may have written.
   *
   * @throws VaultException ROW_NOT_AUTHENTIC if it can make nothing of them
   */
  public <R> R readable(SealedThing thing, String name, Supplier<R> read) {
    try {
      return read.get();
    } catch (StatementException | PersistenceException failed) {
      throw failed;
    } catch (RuntimeException unreadable) {
      SealedState says = SealedState.unreadable(thing, name);
      refusals.refused(says, Optional.empty(), VaultSealFinding.CHANGED);
      throw refusal(says, VaultSealFinding.CHANGED);
    }
  }

  /** What {@code read} makes of rows, or that nobody can read them. */
  public static SealedState orUnreadable(
      SealedThing thing, String name, Supplier<SealedState> read) {
    try {
      return read.get();
    } catch (StatementException | PersistenceException failed) {
      throw failed;
    } catch (RuntimeException unreadable) {
      return SealedState.unreadable(thing, name);
    }
  }

  /**
   * Refuses a state that the vaults did not write, or that a newer one has replaced.
   *
   * @param stored the seal beside it, empty if there is none
   * @throws VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  public void require(SealedState says, Optional<StoredSeal> stored) {
    VaultSealFinding finding = check(says, stored);
    if (finding != VaultSealFinding.SOUND) {
      throw refusal(says, finding);
    }
  }

  /**
   * What a row means that {@link #remember} was told of, in a transaction that reads: nothing is
   * asked but whether a newer state was seen since.
   *
   * @param row its columns, equal to others only if each column is
   */
  public <R> Optional<R> known(Object row, Class<R> type) {
    return SealedTransaction.current().writes()
        ? Optional.empty()
        : sound.find(row, type, this::isNewest);
  }

  private boolean isNewest(Raise state) {
    return marks.of(state.thing()).map(mark -> mark.admits(state)).orElse(true);
  }

  /**
   * Remembers what a row means whose seals were checked in this transaction. A transaction that
   * writes may have seen what it undoes, so of that nothing is remembered.
   *
   * @param seals the seals that were checked
   */
  public void remember(Object row, Object meaning, Map<SealedThing, StoredSeal> seals) {
    if (!SealedTransaction.current().writes()) {
      List<Raise> states = new ArrayList<>();
      seals.forEach((thing, seal) -> states.add(Raise.of(thing, seal)));
      sound.add(row, meaning, states);
    }
  }

  /** Whether a state is one that {@link #require} refuses; reports it as that does. */
  public boolean isRefused(SealedState says, Optional<StoredSeal> stored) {
    return check(says, stored) != VaultSealFinding.SOUND;
  }

  private VaultSealFinding check(SealedState says, Optional<StoredSeal> stored) {
    SealedTransaction transaction = SealedTransaction.current();
    VaultSealFinding finding = find(says, stored);
    if (finding == VaultSealFinding.PUT_BACK && isChangedMeanwhile(says.thing(), transaction)) {
      if (transaction.writes()) {
        return VaultSealFinding.SOUND;
      }
      throw new StaleReadException();
    }
    if (finding != VaultSealFinding.SOUND) {
      refusals.refused(says, stored, finding);
    } else if (!transaction.writes() && stored.isPresent()) {
      marks.saw(Raise.of(says.thing(), stored.get()));
    }
    return finding;
  }

  private boolean isChangedMeanwhile(SealedThing thing, SealedTransaction transaction) {
    return marks.of(thing).map(Mark::raised).orElse(0L) > transaction.begun();
  }

  /** What is the matter with a state, without telling anybody. */
  VaultSealFinding find(SealedState says, Optional<StoredSeal> stored) {
    Optional<Mark> mark = marks.of(says.thing());
    if (stored.isEmpty() && says.isNone()) {
      return mark.isPresent() ? VaultSealFinding.PUT_BACK : VaultSealFinding.SOUND;
    }
    if (says.isUnreadable()) {
      return VaultSealFinding.CHANGED;
    }
    if (stored.isEmpty()) {
      return VaultSealFinding.UNSEALED;
    }
    StoredSeal seal = stored.get();
    return switch (codes.check(FORM, says.encoded(seal.version()), seal.seal())) {
      case NONE -> VaultSealFinding.UNSEALED;
      case UNKNOWN_KEY -> VaultSealFinding.UNKNOWN_KEY;
      case OTHER -> VaultSealFinding.CHANGED;
      case AUTHENTIC ->
          mark.isEmpty() || mark.get().admits(seal)
              ? VaultSealFinding.SOUND
              : VaultSealFinding.PUT_BACK;
    };
  }

  /** The seal of a state that this transaction writes. */
  public StoredSeal seal(SealedState says, long version) {
    StoredSeal sealed = new StoredSeal(version, codes.seal(FORM, says.encoded(version)));
    SealedTransaction.current().wrote(Raise.of(says.thing(), sealed));
    return sealed;
  }

  /** A thing that this transaction destroys never comes back, whatever seal it has. */
  public void ended(SealedThing thing) {
    SealedTransaction.current().wrote(new Raise(thing, Mark.ENDED, 0));
  }

  SealStates marks() {
    return marks;
  }

  /** The number that a state has to have to be taken for a newer one than all that were seen. */
  long above(SealedThing thing, Optional<StoredSeal> stored) {
    long seen = marks.of(thing).map(Mark::version).orElse(0L);
    return Math.max(seen, stored.map(StoredSeal::version).orElse(0L)) + 1;
  }

  long raised() {
    return marks.raised();
  }

  void remember(Collection<Raise> written) {
    if (!written.isEmpty()) {
      marks.raise(written);
    }
  }

  /** What was refused so far, and what of it the ledger does not have yet. */
  public SealRefusals refusals() {
    return refusals;
  }

  private static VaultException refusal(SealedState says, VaultSealFinding finding) {
    return finding == VaultSealFinding.PUT_BACK
        ? new VaultException(
            VaultError.ROW_OUT_OF_DATE,
            ("the %s is an older state, so nobody may use a key by it; after a deliberate restore"
                    + " of the vaults' database, start once with --accept-vault-rollback")
                .formatted(says.describe()))
        : new VaultException(
            VaultError.ROW_NOT_AUTHENTIC,
            ("the %s was not written by these vaults (%s), so nobody may use a key by it; find out"
                    + " who wrote to the database and restore it")
                .formatted(says.describe(), finding.word()));
  }

  /** Overwrites the key and closes the memory. */
  @Override
  public void close() {
    codes.close();
    marks.close();
  }
}
