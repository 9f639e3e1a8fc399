package dev.freehold.files.keys;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.files.FilesException;
import dev.freehold.files.names.NameIndex;
import dev.freehold.files.names.NameIndex.Hold;
import dev.freehold.files.names.NeedsWholeIndexException;
import dev.freehold.files.names.UnheldKeyException;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteLock;
import dev.freehold.files.sites.SiteRows;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.files.sites.Sites;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Runs short tasks on one site. It gets the site's keys outside any transaction, then runs a
 * transaction. The transaction is repeated if a key turns out to be missing or the whole index has
 * to be locked.
 */
public final class SiteTasks {

  /** How often work begins again because keys were renewed just then. */
  private static final int MAX_ATTEMPTS = 8;

  private final Database database;
  private final KeyAccess keys;
  private final Aead aead;
  private final KnownKeys known = new KnownKeys();

  /** Works on sites of {@code database}. */
  public SiteTasks(Database database, KeyAccess keys, Aead aead) {
    this.database = database;
    this.keys = keys;
    this.aead = aead;
  }

  /** Reads in a transaction that sees one state. */
  public <R> R read(Site site, Requester requester, Task<R> task) {
    return onSite(site, () -> readThere(site, requester, task));
  }

  /**
   * Does something that needs the site's key. If the key is gone because the site is, that is what
   * is said: it was deleted meanwhile, or on another node.
   *
   * @throws FilesException {@code site-not-found}
   */
  public <R, X extends Exception> R onSite(Site site, SiteWork<R, X> work) throws X {
    try {
      return work.run();
    } catch (KeyAccessException refused) {
      if (mayBeForDeletion(refused.reason())
          && !database.read(tx -> SiteRows.isPresent(tx, site.tenantId(), site.id()))) {
        throw Sites.notFound();
      }
      throw refused;
    }
  }

  private static boolean mayBeForDeletion(KeyAccessException.Reason reason) {
    return switch (reason) {
      case NO_SUCH_KEY, KEY_RENEWED -> true;
      case PURGED,
          REFUSED,
          ADDRESS_REFUSED,
          DID_NOT_ANSWER,
          WRONG_ANSWER,
          AVAILABILITY_KEY_MISSING,
          NOT_AUTHENTIC,
          NOT_RECORDED ->
          false;
    };
  }

  private <R> R readThere(Site site, Requester requester, Task<R> task) {
    return reading(
        site,
        requester,
        ring ->
            database.read(
                tx ->
                    task.run(new Work(tx, index(tx, site, ring, Hold.NOTHING), ring, List.of()))));
  }

  /**
   * Opens one row of the site, read by itself.
   *
   * @param values puts a value in the place of each {@code ?} of {@code query}
   * @param opening may run several times; empty if the row is not what is looked for
   */
  public <T, R> Optional<R> find(
      Site site,
      Requester requester,
      PointQuery<T> query,
      PointQuery.Binder values,
      BiFunction<T, SiteKeyring, Optional<R>> opening) {
    return reading(
        site,
        requester,
        ring -> database.find(query, values).flatMap(row -> opening.apply(row, ring)));
  }

  private <R> R reading(Site site, Requester requester, Function<SiteKeyring, R> work) {
    try (SiteKeyring ring = forReading(site, requester)) {
      R read = withKeys(ring, requester, () -> work.apply(ring));
      known.put(site.id(), ring.lastHeld());
      return read;
    }
  }

  /** With the key that the site is under, as far as that is known; others come when needed. */
  private SiteKeyring forReading(Site site, Requester requester) {
    Optional<UUID> guess = known.of(site.id());
    if (guess.isPresent()) {
      try {
        return new SiteKeyring(aead, SiteScope.of(site), keys.open(guess.get(), requester));
      } catch (KeyAccessException ofTheGuess) {
        // Whatever this says is of a key that the site may have left; the present one decides.
        known.forget(site.id());
      }
    }
    return present(site, requester);
  }

  /**
   * Changes something under the site's present key.
   *
   * @throws FilesException {@code site-not-found}
   */
  public <R> R change(Site site, Requester requester, Task<R> task) {
    return onSite(site, () -> changeThere(site, requester, task));
  }

  private <R> R changeThere(Site site, Requester requester, Task<R> task) {
    for (int attempt = 1; ; attempt++) {
      try (SiteKeyring ring = present(site, requester)) {
        return change(
            site,
            ring,
            requester,
            work -> {
              keys.requireSealable(work.tx(), ring.presentKeyId(), requester);
              return task.run(work);
            });
      } catch (KeyAccessException refused) {
        if (refused.reason() != KeyAccessException.Reason.KEY_RENEWED || attempt == MAX_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  /** Changes something under a certain key of the site, which {@code task} must make sure of. */
  public <R> R change(Site site, UUID keyId, Requester requester, Task<R> task) {
    try (SiteKeyring ring =
        new SiteKeyring(aead, SiteScope.of(site), keys.open(keyId, requester))) {
      return change(site, ring, requester, task);
    }
  }

  private <R> R change(Site site, SiteKeyring ring, Requester requester, Task<R> task) {
    try {
      return changeHolding(Hold.ONE_PAGE, site, ring, requester, task);
    } catch (NeedsWholeIndexException again) {
      return changeHolding(Hold.WHOLE, site, ring, requester, task);
    }
  }

  private <R> R changeHolding(
      Hold wanted, Site site, SiteKeyring ring, Requester requester, Task<R> task) {
    Hold hold =
        switch (database.dialect()) {
          case SQLITE -> Hold.WHOLE; // One writer.
          case POSTGRESQL -> wanted;
        };
    return withKeys(
        ring,
        requester,
        () -> {
          List<Runnable> afterwards = new ArrayList<>();
          R result =
              database.write(
                  tx -> {
                    afterwards.clear();
                    SiteLock.take(tx, database.dialect(), SiteScope.of(site), hold);
                    return task.run(new Work(tx, index(tx, site, ring, hold), ring, afterwards));
                  });
          afterwards.forEach(Runnable::run);
          return result;
        });
  }

  private SiteKeyring present(Site site, Requester requester) {
    return new SiteKeyring(aead, SiteScope.of(site), keys.openForSealing(site.id(), requester));
  }

  private NameIndex index(Handle tx, Site site, SiteKeyring ring, Hold hold) {
    return new NameIndex(tx, database.dialect(), site.id(), ring, hold);
  }

  private <R> R withKeys(SiteKeyring ring, Requester requester, Supplier<R> work) {
    int inVain = 0;
    while (true) {
      try {
        return work.get();
      } catch (CryptoException damaged) {
        // Rows say by themselves that they are damaged; what is left is a page of the index.
        throw Damage.ofIndex(ring.siteId(), damaged.getMessage());
      } catch (UnheldKeyException unheld) {
        // With each key that was still missing it comes further.
        inVain += hold(ring, unheld.keyId(), requester) ? 0 : 1;
        if (inVain >= MAX_ATTEMPTS) {
          // By now whatever was renewed is there again under another key. It is no key of the site.
          ring.giveUp(unheld.keyId());
        }
      }
    }
  }

  private boolean hold(SiteKeyring ring, UUID keyId, Requester requester) {
    try {
      ring.hold(keys.open(keyId, requester));
      return true;
    } catch (KeyAccessException refused) {
      // Destroyed since: by now everything is under the key that came after it.
      if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY) {
        throw refused;
      }
      return false;
    }
  }

  /** The dialect of the database. */
  public Dialect dialect() {
    return database.dialect();
  }

  /** Work that needs the key of a site. */
  @FunctionalInterface
  public interface SiteWork<R, X extends Exception> {
    R run() throws X;
  }

  /** Work of one transaction; it may run several times. */
  @FunctionalInterface
  public interface Task<R> {
    R run(Work work);
  }

  /**
   * A transaction on a site.
   *
   * @param index the site's names
   * @param keys the site's keys
   * @param afterwards tasks to run once the change is durable; they must not throw
   */
  public record Work(Handle tx, NameIndex index, SiteKeyring keys, List<Runnable> afterwards) {

    /**
     * Makes sure that the site is there, for who read and found nothing: a site has nothing in it
     * when it is deleted, and is not looked at otherwise.
     *
     * @throws FilesException {@code site-not-found}
     */
    public void requireSite(Site site) {
      if (!SiteRows.isPresent(tx, site.tenantId(), site.id())) {
        throw Sites.notFound();
      }
    }
  }
}
