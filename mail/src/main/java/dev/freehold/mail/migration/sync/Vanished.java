package dev.freehold.mail.migration.sync;

import dev.freehold.custody.Requester;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MessageDetails;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.migration.imap.LazyContent;
import dev.freehold.persistence.Database;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages that are at the source no more where they were. One that comes in a folder may be one of
 * them, moved there or numbered anew: date, length and hash are the same. For one step, whose
 * mailbox it is; one thread.
 */
public final class Vanished {

  private static final int MAX_CANDIDATES = 100;

  private final Database database;
  private final Messages store;
  private final Mailbox mailbox;
  private final Requester requester;
  private final SyncKey key;
  private final Removals.Targets targets;
  private final int folder;
  private final Set<Place> used = new HashSet<>();

  /**
   * Looks among messages that a batch has brought.
   *
   * @param requester opens what is sealed of candidates
   * @param folder the number of the folder in which messages come
   */
  public Vanished(
      Database database,
      Messages store,
      Mailbox mailbox,
      Requester requester,
      SyncKey key,
      Removals.Targets targets,
      int folder) {
    this.database = database;
    this.store = store;
    this.mailbox = mailbox;
    this.requester = requester;
    this.key = key;
    this.targets = targets;
    this.folder = folder;
  }

  private record Place(int folder, long uid) {}

  /** Looks for a message of this date. */
  public Match match(Instant date) {
    return new Match(date);
  }

  /** True of a message that was found when its content was read. */
  public enum Kind {
    /** It is here in the same folder, and stands for the message from now on. */
    HERE,
    /** It is here in another folder: the message is stored in the folder where it is now. */
    ELSEWHERE,
    /** Somebody has removed or moved it here, so it does not come again. */
    DECLINED
  }

  /** What was found for one message. */
  public final class Match implements LazyContent.Known {
    private final Instant date;
    private List<Followed> candidates = List.of();
    private Optional<Followed> found = Optional.empty();
    private Kind kind = Kind.ELSEWHERE;

    private Match(Instant date) {
      this.date = date;
    }

    @Override
    public boolean mayHave(long length) {
      if (found.isEmpty()) {
        candidates =
            database.read(tx -> FollowedRows.gone(tx, key, date, length, MAX_CANDIDATES)).stream()
                .filter(each -> !used.contains(place(each)))
                .toList();
      }
      return found.isEmpty() && !candidates.isEmpty();
    }

    /** False of one that is in another folder here: the message is to be stored. */
    @Override
    public boolean take(long length, String sha256) {
      Optional<Followed> declined = Optional.empty();
      for (Followed each : candidates) {
        Optional<String> hash = hash(each);
        if (hash.isEmpty()) {
          declined = declined.or(() -> Optional.of(each));
        } else if (hash.get().equals(sha256)) {
          return take(each, each.folder() == folder ? Kind.HERE : Kind.ELSEWHERE);
        }
      }
      return declined.isPresent() && take(declined.get(), Kind.DECLINED);
    }

    private boolean take(Followed row, Kind of) {
      found = Optional.of(row);
      kind = of;
      used.add(place(row));
      return of != Kind.ELSEWHERE;
    }

    /** The message that was found. */
    public Optional<Followed> found() {
      return found;
    }

    /** How it stands to the message that comes; only if one was found. */
    public Kind kind() {
      return kind;
    }
  }

  private static Place place(Followed row) {
    return new Place(row.folder(), row.uid());
  }

  /** Empty if it is here no more where the batch stored it. */
  private Optional<String> hash(Followed row) {
    Optional<Folder> target = row.hereUid() == 0 ? Optional.empty() : targets.of(row.folder());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          store
              .describe(mailbox, target.get(), row.hereUid(), requester)
              .details()
              .map(MessageDetails::sha256)
              .orElse(""));
    } catch (MailException e) {
      if (e.error() != MailError.MESSAGE_NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
