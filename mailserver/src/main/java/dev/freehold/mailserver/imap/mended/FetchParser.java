package dev.freehold.mailserver.imap.mended;

import com.google.common.base.CharMatcher;
import dev.freehold.mailserver.MailServerLimits;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.BodyFetchElement;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.FetchPartPathDecoder;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.ImapRequestStreamLineReader;
import org.apache.james.imap.decode.parser.FetchCommandParser;
import org.apache.james.imap.message.request.FetchRequest;

/**
 * FETCH with BINARY items (RFC 3516), which become elements of these names. James's parser reads
 * the rest of the items.
 */
public class FetchParser extends FetchCommandParser {

  private static final CharMatcher LINE_END = CharMatcher.anyOf("\r\n");

  private static final String SECTION = "BINARY(\\.PEEK|\\.SIZE|)\\[([^\\]]*)\\]";
  private static final String PARTIAL = "(?:<([0-9]{1,10})(?:\\.([0-9]{1,10}))?>)?";

  /** The item as a word of its own. */
  private static final Pattern BINARY =
      Pattern.compile(
          "(?<=[\\x20(])" + SECTION + PARTIAL + "(?=[\\x20)]|$)", Pattern.CASE_INSENSITIVE);

  private static final Pattern UID =
      Pattern.compile("(?<=[ (])UID(?=[ )]|$)", Pattern.CASE_INSENSITIVE);

  /** Up to the line's end where the closing one is missing, so that no character is read twice. */
  private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*\\]?");

  /** James's parser calls itself for each character of these. */
  private static final Pattern LONG_PART_NAME =
      Pattern.compile("\\[[\\d.]{%d}".formatted(MailServerLimits.MAX_PART_NAME_CHARS));

  /** FETCH. */
  public FetchParser(StatusResponseFactory responses) {
    super(responses);
  }

  @Override
  protected final ImapMessage decode(
      ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    if (request.nextWordChar() != '$') {
      return decode(line(request), tag, useUids, session);
    }
    IdRange[] saved = request.parseIdRange(session);
    return with(saved, decode("1" + line(request), tag, useUids, session));
  }

  private static String line(ImapRequestLineReader request) throws DecodingException {
    String line = request.readUntil(LINE_END);
    request.eol();
    if (LONG_PART_NAME.matcher(line).find()) {
      throw new DecodingException(
          HumanReadableText.ILLEGAL_ARGUMENTS, "the name of a part is too long");
    }
    return line;
  }

  /** The same for other messages. */
  protected ImapMessage with(IdRange[] ids, ImapMessage fetch) {
    FetchRequest one = (FetchRequest) fetch;
    return new FetchRequest(one.isUseUids(), ids, one.getFetch(), one.getTag());
  }

  /** Reads what comes behind the name of the command, without the end of the line. */
  protected ImapMessage decode(String line, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    Matcher binary = BINARY.matcher(line);
    if (!binary.find()) {
      return stock(line, tag, useUids, session);
    }
    boolean isUidAsked = useUids || asksUid(line);
    List<Element> elements = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    do {
      elements.add(element(binary));
      binary.appendReplacement(rest, "UID");
    } while (binary.find());
    binary.appendTail(rest);
    FetchRequest others = stock(rest.toString(), tag, useUids, session);
    return new FetchRequest(
        useUids, others.getIdSet(), joined(others.getFetch(), elements, isUidAsked), tag);
  }

  /** As James reads it. */
  private FetchRequest stock(String line, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return (FetchRequest)
        super.decode(
            new ImapRequestStreamLineReader(
                new ByteArrayInputStream(bytes), OutputStream.nullOutputStream()),
            tag,
            useUids,
            session);
  }

  /** The line, with something else in the place of what is in brackets. */
  protected static String masked(String line) {
    return BRACKETS.matcher(line).replaceAll(found -> "x".repeat(found.group().length()));
  }

  /** Whether a line asks for UIDs by name. */
  protected static boolean asksUid(String line) {
    return UID.matcher(masked(line)).find();
  }

  private static Element element(Matcher binary) throws DecodingException {
    String kind = binary.group(1).toUpperCase(Locale.ROOT);
    String section = binary.group(2);
    boolean isSize = kind.equals(".SIZE");
    Long first = binary.group(3) == null ? null : Long.valueOf(binary.group(3));
    Long count = binary.group(4) == null ? null : Long.valueOf(binary.group(4));
    if ((first != null && isSize) || (count != null && count == 0)) {
      throw new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, "no such part of a section");
    }
    FetchPartPathDecoder path = new FetchPartPathDecoder();
    path.decode(section);
    return new Element(
        new BodyFetchElement(
            (isSize ? "BINARY.SIZE[" : "BINARY[") + section + "]",
            path.getSpecifier(),
            path.getPath(),
            path.getNames(),
            first,
            count),
        !kind.isEmpty());
  }

  private static FetchData joined(FetchData others, List<Element> elements, boolean isUidAsked) {
    FetchData.Builder all = FetchData.builder().vanished(others.getVanished());
    for (FetchData.Item item : FetchData.Item.values()) {
      if (others.contains(item) && (isUidAsked || item != FetchData.Item.UID)) {
        all.fetch(item);
      }
    }
    if (others.getChangedSince() >= 0) {
      all.changedSince(others.getChangedSince());
    }
    others.getBodyElements().forEach(element -> all.add(element, !others.isSetSeen()));
    elements.forEach(element -> all.add(element.element, element.isPeek));
    return all.build();
  }

  private record Element(BodyFetchElement element, boolean isPeek) {}
}
