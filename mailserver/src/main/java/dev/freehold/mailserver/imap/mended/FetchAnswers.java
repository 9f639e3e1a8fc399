package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.hints.DeliveryDate;
import dev.freehold.mailserver.hints.FlagsOfAll;
import dev.freehold.mailserver.imap.answers.FetchAnswer;
import dev.freehold.mailserver.imap.answers.FetchItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.imap.api.message.BodyFetchElement;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.imap.api.message.SectionType;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.processor.fetch.EnvelopeBuilder;
import org.apache.james.imap.processor.fetch.FetchResponseBuilder;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MessageRangeException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MimePath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The answers to one FETCH: James's, but with the time zone in INTERNALDATE, with names in comments
 * in ENVELOPE, with an empty line for the header of a part that has none, and with {@link
 * BinaryItems}.
 */
final class FetchAnswers {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss Z", Locale.ENGLISH);

  private static final int MANY_UIDS = 1_000;

  private static final byte[] LINE_END = {'\r', '\n'};

  private final FetchData wanted;
  private final FetchData ofJames;
  private final MessageManager folder;
  private final SelectedMailbox selected;
  private final MailboxSession session;
  private final boolean takesLines;

  /** Read once for a command, however many ranges it names. */
  private final Mono<Optional<FlagAnswers>> flagsOfAll;

  private final EnvelopeBuilder envelopes = new EnvelopeBuilder();
  private final FetchResponseBuilder builder = new FetchResponseBuilder(envelopes);

  /**
   * @param takesLines whether many answers may be given in one, as {@link FlagAnswers} does
   */
  FetchAnswers(
      FetchData wanted,
      MessageManager folder,
      SelectedMailbox selected,
      MailboxSession session,
      boolean takesLines) {
    this.wanted = wanted;
    this.ofJames = withoutEnvelope(wanted);
    this.folder = folder;
    this.selected = selected;
    this.session = session;
    this.takesLines = takesLines;
    this.flagsOfAll =
        Mono.fromCallable(this::readFlags).subscribeOn(Schedulers.boundedElastic()).cache();
  }

  private Optional<FlagAnswers> readFlags() throws MailboxException {
    return folder instanceof FlagsOfAll listing
        ? listing
            .flagsOfAll(session)
            .map(index -> new FlagAnswers(index, selected, wanted.contains(FetchData.Item.UID)))
        : Optional.empty();
  }

  /** What James makes; ENVELOPE is made here alone. */
  private static FetchData withoutEnvelope(FetchData wanted) {
    if (!wanted.contains(FetchData.Item.ENVELOPE)) {
      return wanted;
    }
    FetchData.Builder rest = FetchData.builder().vanished(wanted.getVanished());
    for (FetchData.Item item : FetchData.Item.values()) {
      if (item != FetchData.Item.ENVELOPE && wanted.contains(item)) {
        rest.fetch(item);
      }
    }
    if (wanted.getChangedSince() >= 0) {
      rest.changedSince(wanted.getChangedSince());
    }
    wanted.getBodyElements().forEach(element -> rest.add(element, !wanted.isSetSeen()));
    return rest.build();
  }

  /** The answers for messages of a range, one after the other. */
  Flux<ImapResponseMessage> of(MessageRange range, FetchGroup group) {
    return takesLines && isManyFlags(range)
        ? flagsOfAll.flatMapMany(
            flags ->
                flags
                    .map(answers -> Flux.fromIterable(answers.of(range)))
                    .orElseGet(() -> oneByOne(range, group)))
        : oneByOne(range, group);
  }

  /** An index of the whole folder is read for it, if it is not known. */
  private boolean isManyFlags(MessageRange range) {
    return wanted.isOnlyFlags()
        && wanted.contains(FetchData.Item.FLAGS)
        && !wanted.contains(FetchData.Item.MODSEQ)
        && wanted.getChangedSince() < 0
        && range.getUidTo().asLong() - range.getUidFrom().asLong() >= MANY_UIDS;
  }

  private Flux<ImapResponseMessage> oneByOne(MessageRange range, FetchGroup group) {
    if (wanted.isOnlyFlags()) {
      return Flux.from(folder.listMessagesMetadata(range, session))
          .filter(message -> isWanted(message.getModSeq()))
          .concatMap(
              message -> answer(() -> builder.build(ofJames, message, folder, selected, session)));
    }
    return Flux.from(folder.getMessagesReactive(range, group, session))
        .filter(message -> isWanted(message.getModSeq()))
        .concatMap(
            message ->
                answer(() -> builder.build(ofJames, message, folder, selected, session))
                    .flatMap(
                        james -> Mono.fromCallable(() -> mended((FetchResponse) james, message))));
  }

  private boolean isWanted(ModSeq modSeq) {
    return !wanted.contains(FetchData.Item.MODSEQ) || modSeq.asLong() > wanted.getChangedSince();
  }

  private interface Building {
    Mono<FetchResponse> answer() throws MailboxException;
  }

  /** Empty for a message whose number the session does not know any more. */
  private static Mono<ImapResponseMessage> answer(Building building) {
    try {
      return building.answer().cast(ImapResponseMessage.class);
    } catch (MessageRangeException expunged) {
      return Mono.empty();
    } catch (MailboxException e) {
      return Mono.error(e);
    }
  }

  private ImapResponseMessage mended(FetchResponse james, MessageResult message)
      throws MailboxException, IOException {
    List<FetchItem> items = new ArrayList<>();
    Optional.ofNullable(james.getInternalDate()).map(FetchAnswers::date).ifPresent(items::add);
    List<FetchResponse.BodyElement> elements = elements(james, message, items);
    FetchResponse mended =
        new FetchResponse(
            james.getMessageNumber(),
            james.getFlags(),
            james.getUid(),
            james.getSaveDate(),
            james.getModSeq(),
            null,
            james.getSize(),
            wanted.contains(FetchData.Item.ENVELOPE)
                ? envelopes.buildEnvelope(new NamedHeaders(message.getHeaders()))
                : null,
            james.getBody(),
            james.getBodyStructure(),
            elements,
            james.getEmailId(),
            james.getThreadId());
    return items.isEmpty() ? mended : new FetchAnswer(mended, items);
  }

  private static FetchItem date(Date date) {
    String text = DATE_TIME.format(DeliveryDate.of(date));
    return composer -> composer.message("INTERNALDATE").quote(text);
  }

  /** James's elements are in the order in which they were asked for, none is left out. */
  private List<FetchResponse.BodyElement> elements(
      FetchResponse james, MessageResult message, List<FetchItem> items)
      throws MailboxException, IOException {
    if (james.getElements() == null) {
      return null;
    }
    Iterator<BodyFetchElement> asked = wanted.getBodyElements().iterator();
    List<FetchResponse.BodyElement> elements = new ArrayList<>();
    for (FetchResponse.BodyElement element : james.getElements()) {
      BodyFetchElement which = asked.next();
      if (BinaryItems.isBinary(which)) {
        items.add(BinaryItems.of(which, element, message));
      } else if (isEmptyHeader(which, element, message)) {
        elements.add(new Line(element.getName(), LINE_END));
      } else if (isHeaderOfNoMessage(which, element, message)) {
        elements.add(new Line(element.getName(), new byte[0]));
      } else {
        elements.add(element);
      }
    }
    return elements;
  }

  /** The empty line behind a header is part of it, even if nothing comes before. */
  private static boolean isEmptyHeader(
      BodyFetchElement which, FetchResponse.BodyElement element, MessageResult message)
      throws MailboxException, IOException {
    return which.getSectionType() == SectionType.MIME
        && which.getFirstOctet() == null
        && element.size() == 0
        && message.getMimeBody(new MimePath(which.getPath())) != null;
  }

  /** HEADER is of embedded messages only (RFC 3501 section 6.4.5). */
  private static boolean isHeaderOfNoMessage(
      BodyFetchElement which, FetchResponse.BodyElement element, MessageResult message)
      throws MailboxException, IOException {
    boolean isHeader =
        switch (which.getSectionType()) {
          case HEADER, HEADER_FIELDS, HEADER_NOT_FIELDS -> true;
          case MIME, TEXT, CONTENT -> false;
        };
    return isHeader
        && which.getPath() != null
        && which.getPath().length > 0
        && element.size() == LINE_END.length
        && message.getBody(new MimePath(which.getPath())) == null;
  }

  /** Bytes in the place of what James gives. */
  private static final class Line implements FetchResponse.BodyElement {
    private final String name;
    private final byte[] bytes;

    Line(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
