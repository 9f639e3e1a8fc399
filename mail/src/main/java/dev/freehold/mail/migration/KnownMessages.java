package dev.freehold.mail.migration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.Requester;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.envelope.Envelope;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.EnvelopedMessage;
import dev.freehold.mail.messages.MessageDetails;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mail.migration.imap.LazyContent;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Messages that were here before a batch began to copy a folder, by which it recognises what it was
 * given under another name: date, length and hash are the same. Each stands for one message of the
 * source. Looks at the store only when it is first asked. One thread.
 */
final class KnownMessages {

  /** Hashes that are compared for one message; machines send more of one second and length. */
  private static final int MAX_CANDIDATES = 100;

  private final Messages store;
  private final Mailbox mailbox;
  private final List<Part> parts;
  private final Requester requester;

  /** What stands for messages of pages that are in rows. */
  private final Set<Place> used = new HashSet<>();

  /** What stands for messages of the page that is being copied. */
  private final Set<Place> usedByPage = new HashSet<>();

  private Place last = new Place(0, 0);
  private long[] keys;
  private List<Place> places;

  /**
   * Looks in these folders.
   *
   * @param requester opens what is sealed of candidates
   */
  KnownMessages(Messages store, Mailbox mailbox, List<Part> parts, Requester requester) {
    this.store = store;
    this.mailbox = mailbox;
    this.parts = List.copyOf(parts);
    this.requester = requester;
  }

  /** The messages of a folder with a UID below {@code uidBelow}. */
  record Part(Folder folder, long uidBelow) {}

  private record Place(int part, long uid) {}

  private record Entry(long key, Place place) {}

  /** What the page before has found is free again, unless {@link #pageIsKept} was called. */
  void beginPage() {
    usedByPage.clear();
  }

  /** The page is in rows: nobody copies it again. */
  void pageIsKept() {
    used.addAll(usedByPage);
    usedByPage.clear();
  }

  /** The message of the first folder stands for one that was found by its name. */
  void use(long uid) {
    usedByPage.add(new Place(0, uid));
  }

  /** Takes one that has this Message-ID too, so that nobody need fetch it; false if none has. */
  boolean takeNamed(Instant date, long length, String messageId) {
    load();
    Optional<Place> found =
        unused(date, length).stream()
            .filter(place -> messageId(place).filter(messageId::equals).isPresent())
            .findFirst();
    found.ifPresent(usedByPage::add);
    return found.isPresent();
  }

  private Optional<String> messageId(Place place) {
    return store
        .envelopes(mailbox, parts.get(place.part()).folder(), List.of(place.uid()), requester)
        .stream()
        .findFirst()
        .flatMap(EnvelopedMessage::envelope)
        .map(Envelope::messageId);
  }

  /** The UID of the one that was recognised last; 0 if it is in another than the first folder. */
  long lastRecognised() {
    return last.part() == 0 ? last.uid() : 0;
  }

  /** Those of this date. */
  LazyContent.Known of(Instant date) {
    return new LazyContent.Known() {
      @Override
      public boolean mayHave(long length) {
        return KnownMessages.this.mayHave(date, length);
      }

      @Override
      public boolean take(long length, String sha256) {
        return KnownMessages.this.take(date, length, sha256);
      }
    };
  }

  private boolean mayHave(Instant date, long length) {
    load();
    return !unused(date, length).isEmpty();
  }

  private boolean take(Instant date, long length, String sha256) {
    load();
    Optional<Place> found =
        unused(date, length).stream().filter(place -> hash(place).equals(sha256)).findFirst();
    found.ifPresent(
        place -> {
          usedByPage.add(place);
          last = place;
        });
    return found.isPresent();
  }

  private String hash(Place place) {
    try {
      return store
          .describe(mailbox, parts.get(place.part()).folder(), place.uid(), requester)
          .details()
          .map(MessageDetails::sha256)
          .orElse("");
    } catch (MailException e) {
      // It was removed since.
      return "";
    }
  }

  private List<Place> unused(Instant date, long length) {
    long key = key(date, length);
    int at = Arrays.binarySearch(keys, key);
    while (at > 0 && keys[at - 1] == key) {
      at--;
    }
    List<Place> found = new ArrayList<>();
    for (int i = at; i >= 0 && i < keys.length && keys[i] == key; i++) {
      if (isFree(places.get(i)) && found.size() < MAX_CANDIDATES) {
        found.add(places.get(i));
      }
    }
    return found;
  }

  private boolean isFree(Place place) {
    return !used.contains(place) && !usedByPage.contains(place);
  }

  private void load() {
    if (keys != null) {
      return;
    }
    List<Entry> entries = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      add(part, entries);
    }
    entries.sort(Comparator.comparingLong(Entry::key));
    keys = entries.stream().mapToLong(Entry::key).toArray();
    places = entries.stream().map(Entry::place).toList();
  }

  private void add(int part, List<Entry> entries) {
    long after = 0;
    long below = parts.get(part).uidBelow();
    while (after < below - 1) {
      List<StoredMessage> page =
          store.list(parts.get(part).folder(), after, MailLimits.MAX_MESSAGES_PER_CALL);
      for (StoredMessage message : page) {
        after = message.uid();
        if (after < below) {
          entries.add(
              new Entry(key(message.internalDate(), message.sizeBytes()), new Place(part, after)));
        }
      }
      if (page.size() < MailLimits.MAX_MESSAGES_PER_CALL) {
        return;
      }
    }
  }

  /** IMAP tells whole seconds. */
  private static long key(Instant date, long length) {
    return date.getEpochSecond() * 0x9E3779B97F4A7C15L + length;
  }

  /**
   * What was known of the folders that this node copies, kept between steps: looking for it takes
   * long. Of each mailbox it has the last folder. Safe for use by many threads.
   */
  static final class Recent {

    @GuardedBy("kept")
    private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>();

    private record Key(UUID batchId, int line) {}

    private record Kept(int folder, KnownMessages known) {}

    /** What is known of a folder, made if it is not kept; for the one step that copies it. */
    KnownMessages of(CopyRows.Row folder, Supplier<KnownMessages> made) {
      Key key = new Key(folder.batchId(), folder.line());
      synchronized (kept) {
        Kept found = kept.get(key);
        if (found != null && found.folder() == folder.number()) {
          found.known().beginPage();
          return found.known();
        }
      }
      KnownMessages known = made.get();
      synchronized (kept) {
        kept.remove(key);
        kept.putLast(key, new Kept(folder.number(), known));
        if (kept.size() > MigrationLimits.MAX_NODE_PLACES) {
          kept.pollFirstEntry();
        }
      }
      return known;
    }
  }
}
