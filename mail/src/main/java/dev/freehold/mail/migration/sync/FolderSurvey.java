package dev.freehold.mail.migration.sync;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageSync;
import dev.freehold.mail.migration.imap.SourceListing;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Compares what a batch has brought of a folder with the folder at the source as it is now. Flags
 * are changed here as there, unless somebody has changed them here. What is gone there is noted and
 * not removed yet: it may be in a folder that has not had its turn. Safe for use by many threads.
 */
public final class FolderSurvey {

  private static final int PAGE = MailLimits.MAX_MESSAGES_PER_CALL;

  private final Database database;
  private final MessageSync messages;

  /** Compares what is kept in {@code database}. */
  public FolderSurvey(Database database, MessageSync messages) {
    this.database = database;
    this.messages = messages;
  }

  /**
   * A folder of a mailbox of a batch.
   *
   * @param folder its number in the batch
   * @param target the folder here; empty if it is gone
   */
  public record Place(SyncKey key, int folder, Optional<Folder> target) {}

  /**
   * Compares the whole folder; each commit is sound by itself, and a survey that was cut off is
   * made again from its beginning.
   */
  public void run(Place place, SourceListing source, SyncCommit commit) throws IOException {
    long after = 0;
    while (true) {
      long from = after;
      List<Followed> page =
          database.read(tx -> FollowedRows.page(tx, place.key(), place.folder(), from, PAGE));
      Changes changes = new Changes(place);
      for (Followed row : page) {
        changes.compare(row, source);
      }
      if (!changes.isEmpty()) {
        commit.commit(changes::apply);
      }
      if (page.size() < PAGE) {
        return;
      }
      after = page.getLast().uid();
    }
  }

  /** The source has numbered the folder's messages anew; all are looked for again. */
  public static void renumbered(Handle tx, Place place, int run) {
    FollowedRows.renumbered(tx, place.key(), place.folder(), run);
  }

  /** The source has the folder no more. */
  public static void folderIsGone(Handle tx, SyncKey key, int folder) {
    FollowedRows.folderIsGone(tx, key, folder);
  }

  /** What is different in a page. */
  private final class Changes {
    private final Place place;
    private final List<Long> gone = new ArrayList<>();
    private final List<Long> back = new ArrayList<>();
    private final List<Followed> reflagged = new ArrayList<>();
    private final Map<Long, MessageFlags> flags = new HashMap<>();

    Changes(Place place) {
      this.place = place;
    }

    void compare(Followed row, SourceListing source) throws IOException {
      Optional<SourceListing.Listed> there = source.peek();
      while (there.isPresent() && there.get().uid() < row.uid()) {
        source.skip();
        there = source.peek();
      }
      if (there.isEmpty() || there.get().uid() != row.uid()) {
        if (row.gone() == Followed.PRESENT) {
          gone.add(row.uid());
        }
        return;
      }
      if (row.gone() == Followed.GONE || row.gone() == Followed.KEPT) {
        back.add(row.uid());
      }
      if (Followed.hash(there.get().flags()) != row.flagsHash()) {
        reflagged.add(row);
        flags.put(row.uid(), there.get().flags());
      }
    }

    boolean isEmpty() {
      return gone.isEmpty() && back.isEmpty() && reflagged.isEmpty();
    }

    Void apply(Handle tx) {
      FollowedRows.setGone(tx, place.key(), place.folder(), gone, Followed.GONE);
      FollowedRows.setGone(tx, place.key(), place.folder(), back, Followed.PRESENT);
      if (!reflagged.isEmpty()) {
        applyFlags(tx);
      }
      return null;
    }

    private void applyFlags(Handle tx) {
      Map<Long, Long> known = new HashMap<>();
      Map<Long, MessageFlags> wanted = new HashMap<>();
      for (Followed row : reflagged) {
        if (row.hereUid() > 0) {
          known.put(row.hereUid(), row.modSeq());
          wanted.put(row.hereUid(), flags.get(row.uid()));
        }
      }
      Map<Long, Long> changed =
          place.target().isEmpty() || known.isEmpty()
              ? Map.of()
              : messages.setFlags(tx, place.target().get(), known, wanted);
      Map<Long, Long> hashes = new HashMap<>();
      Map<Long, Long> modSeqs = new HashMap<>();
      for (Followed row : reflagged) {
        hashes.put(row.uid(), Followed.hash(flags.get(row.uid())));
        modSeqs.put(row.uid(), changed.getOrDefault(row.hereUid(), 0L));
      }
      FollowedRows.setFlags(tx, place.key(), place.folder(), hashes, modSeqs);
      SyncRows.add(
          tx,
          place.key(),
          new SyncCounts(0, changed.size(), 0, 0, reflagged.size() - changed.size(), 0));
    }
  }
}
