package dev.freehold.mail.migration;

import dev.freehold.custody.Requester;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.messages.SealingThreads;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.ImapMessage;
import dev.freehold.mail.migration.imap.LazyContent;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.RecognisedException;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import dev.freehold.mail.migration.imap.SourceItem;
import dev.freehold.mail.migration.imap.SourcePage;
import dev.freehold.mail.migration.sync.Arrivals;
import dev.freehold.mail.migration.sync.Vanished;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Copies messages of one folder, byte for byte with their flags and dates. Each has a lasting name:
 * server, user, folder, UIDVALIDITY and UID, under which the store takes it once, whatever a step
 * that was killed has done before. One thread.
 */
final class MessageCopy {

  private static final long SLICE_NANOS = 700_000_000;

  /** When nothing more is asked for ahead of its turn, so that what is under way ends in time. */
  private static final long LAST_CALL_NANOS = 600_000_000;

  private final Messages store;
  private final SealingThreads threads;
  private final ImapClient client;
  private final Mailbox mailbox;
  private final Place place;
  private final Requester requester;
  private final KnownMessages known;
  private final Optional<Vanished> vanished;
  private Map<Long, String> messageIds = Map.of();
  private long pageEnd;
  private long askedUpTo;

  /**
   * Copies into a mailbox.
   *
   * @param known what was here before, by which messages of another name are recognised
   * @param vanished what the batch has brought before and the source has elsewhere now
   */
  MessageCopy(
      Messages store,
      SealingThreads threads,
      ImapClient client,
      Mailbox mailbox,
      Place place,
      Requester requester,
      KnownMessages known,
      Optional<Vanished> vanished) {
    this.store = store;
    this.threads = threads;
    this.client = client;
    this.mailbox = mailbox;
    this.place = place;
    this.requester = requester;
    this.known = known;
    this.vanished = vanished;
  }

  /**
   * Where messages come from and go.
   *
   * @param folder where they go
   * @param location what all messages of the source's folder have in common in their names
   * @param isView whether they are in other folders of the source, too
   * @param keepsUids whether they keep their UIDs where that can be
   */
  record Place(Supplier<Folder> folder, String location, boolean isView, boolean keepsUids) {}

  /** What all messages of a folder have in common in their lasting names. */
  static String location(
      MigrationEndpoint endpoint,
      MigrationUserRows.Row user,
      CopyRows.Row folder,
      long uidValidity) {
    return String.join(
        "\n",
        "imap",
        endpoint.server().toLowerCase(Locale.ROOT),
        user.userName(),
        folder.sourceName(),
        Long.toString(uidValidity));
  }

  /**
   * Copies at least one message, and as many as there is time for. Ends at one that the source does
   * not give, which is given up at its last try.
   */
  CopiedPage copy(SourcePage source, CopyRows.Row folder, int max) {
    CopiedPage page = new CopiedPage(folder.lastUid());
    pageEnd = source.items().isEmpty() ? 0 : source.items().getLast().uid();
    client.fetch().expect(folder.isCareful() ? List.of() : described(source, max));
    try (Inflow inflow =
        new Inflow(store, mailbox, requester, threads, (each, ref) -> stored(each, ref, page))) {
      boolean isWhole = copy(source, folder, max, page, inflow);
      inflow.store();
      if (isWhole) {
        page.completed();
      }
    }
    return page;
  }

  /** Returns true if all had their turn. */
  private boolean copy(
      SourcePage source, CopyRows.Row folder, int max, CopiedPage page, Inflow inflow) {
    long start = System.nanoTime();
    int count = 0;
    for (SourceItem item : source.items()) {
      long nanos = System.nanoTime() - start;
      if (nanos > LAST_CALL_NANOS) {
        client.fetch().expect(List.of());
      }
      if (count == max
          || (count > 0 && nanos > SLICE_NANOS && !client.fetch().isAhead())
          || !client.isUsable()
          || page.trouble().isPresent()) {
        return false;
      }
      count++;
      boolean isLast = folder.triesOf(item.uid()) + 1 >= MigrationLimits.MAX_MESSAGE_TRIES;
      copy(item, isLast, page, inflow);
    }
    return true;
  }

  private static List<ImapMessage> described(SourcePage source, int max) {
    return source.items().stream()
        .limit(max)
        .flatMap(item -> item.message().stream())
        .filter(message -> message.sizeBytes() <= MailLimits.MAX_MESSAGE_BYTES)
        .toList();
  }

  private void copy(SourceItem item, boolean isLastTry, CopiedPage page, Inflow inflow) {
    try {
      Optional<ImapMessage> message =
          item.message().isPresent() ? item.message() : client.fetch().message(item.uid());
      if (message.isEmpty()) {
        page.gone(item.uid());
      } else {
        copy(message.get(), isLastTry, page, inflow);
      }
    } catch (IOException e) {
      SourceError error =
          e instanceof SourceException known ? known.error() : SourceError.CONNECTION_LOST;
      if (!error.isOfMessage()) {
        client.abandon();
      }
      if (isLastTry) {
        page.skipped(new CopiedPage.Skipped(item.uid(), error.code(), true));
      } else {
        page.failed(item.uid(), error);
      }
    }
  }

  private void copy(ImapMessage message, boolean isLastTry, CopiedPage page, Inflow inflow)
      throws IOException {
    if (message.sizeBytes() > MailLimits.MAX_MESSAGE_BYTES) {
      page.skipped(tooLarge(message));
      return;
    }
    if (place.isView() && isElsewhere(message)) {
      page.recognised(message.uid(), message.sizeBytes());
      return;
    }
    Optional<Vanished.Match> match = vanished.map(all -> all.match(message.internalDate()));
    LazyContent.Known here = known.of(message.internalDate());
    try (LazyContent content =
        new LazyContent(
            client,
            message,
            isLastTry,
            match.<LazyContent.Known>map(first -> new EitherKnown(first, here)).orElse(here))) {
      // A later batch is to take the whole message if the source gives it then.
      // Of a view it is fetched here, and recognised, before a folder would be made for it.
      boolean isShort = (place.isView() || isLastTry) && content.isShort();
      NewMessage wanted = described(message, isShort ? "\nshort" : "");
      inflow.take(
          place.folder().get(), new Inflow.Incoming(message, wanted, isShort, match), content);
    } catch (RecognisedException e) {
      boolean isMatched = match.flatMap(Vanished.Match::found).isPresent();
      if (isMatched) {
        page.matched(message.uid());
      } else {
        page.recognised(message.uid(), e.sizeBytes());
      }
      long uid = isMatched ? 0 : known.lastRecognised();
      page.arrived(new Arrivals.Arrival(message, uid, 0, e.sizeBytes(), match));
      if (e.sizeBytes() < message.sizeBytes()) {
        page.skipped(tooShort(message));
      }
    } catch (FileNotFoundException e) {
      page.gone(message.uid());
    } catch (MailException e) {
      if (e.error() != MailError.MESSAGE_TOO_LARGE) {
        throw e;
      }
      page.skipped(tooLarge(message));
    }
  }

  private void stored(Inflow.Incoming incoming, MessageRef ref, CopiedPage page) {
    ImapMessage message = incoming.message();
    page.copied(message.uid(), ref.sizeBytes(), ref.alreadyThere());
    page.arrived(
        new Arrivals.Arrival(
            message,
            ref.uid(),
            ref.alreadyThere() ? 0 : ref.modSeq(),
            ref.sizeBytes(),
            incoming.match()));
    if (ref.alreadyThere() && !place.isView()) {
      known.use(ref.uid());
    }
    if (incoming.isShort()) {
      page.skipped(tooShort(message));
    }
  }

  /** Tells without fetching it whether the message is in a folder that was copied. */
  private boolean isElsewhere(ImapMessage message) throws IOException {
    if (message.uid() > askedUpTo) {
      messageIds = client.fetch().messageIds(message.uid(), pageEnd);
      askedUpTo = pageEnd;
    }
    String id = messageIds.get(message.uid());
    return id != null && known.takeNamed(message.internalDate(), message.sizeBytes(), id);
  }

  private static CopiedPage.Skipped tooShort(ImapMessage message) {
    return new CopiedPage.Skipped(message.uid(), SourceError.MESSAGE_SHORT.code(), false);
  }

  private static CopiedPage.Skipped tooLarge(ImapMessage message) {
    return new CopiedPage.Skipped(message.uid(), MailError.MESSAGE_TOO_LARGE.code(), false);
  }

  private NewMessage described(ImapMessage message, String mark) {
    NewMessage described =
        new NewMessage(
            message.flags(),
            message.internalDate(),
            MessageProperties.NONE,
            // Servers are known to misstate it, so what comes is what counts.
            OptionalLong.empty(),
            Optional.of(
                MessageImportKey.ofLastingName(place.location() + "\n" + message.uid() + mark)));
    return place.keepsUids() ? described.withUid(message.uid()) : described;
  }

  /** Messages of two kinds that are here already, the first before the second. */
  private record EitherKnown(Vanished.Match first, LazyContent.Known second)
      implements LazyContent.Known {

    @Override
    public boolean mayHave(long length) {
      boolean isFirst = first.mayHave(length);
      return second.mayHave(length) || isFirst;
    }

    @Override
    public boolean take(long length, String sha256) {
      return first.take(length, sha256) || (first.found().isEmpty() && second.take(length, sha256));
    }
  }
}
