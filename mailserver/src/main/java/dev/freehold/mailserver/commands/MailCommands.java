package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.imap.mended.FetchCommand;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;
import org.apache.james.imap.encode.ImapResponseEncoder;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

/**
 * The commands of this package, as James takes them: parsers and processors that replace its own
 * for the same commands and requests, encoders and capabilities. They may be used by many threads.
 */
public final class MailCommands {

  static final List<String> SORTING = List.of("SORT", "SORT=DISPLAY", "ESORT");
  static final List<String> THREADING = List.of("THREAD=ORDEREDSUBJECT", "THREAD=REFERENCES");

  private MailCommands() {}

  /** What reads the commands. */
  public static List<AbstractImapCommandParser> parsers(StatusResponseFactory responses) {
    return List.of(
        new SearchParser(responses),
        new SortParser(responses),
        new ThreadParser(responses),
        new PreviewParser(responses),
        new CreateParser(responses));
  }

  /**
   * What runs the commands.
   *
   * @param cache what SORT and THREAD remember; the caller closes it in the end
   */
  public static List<AbstractProcessor<?>> processors(
      MailboxManager mailboxes,
      StatusResponseFactory responses,
      MetricFactory metrics,
      Envelopes envelopes,
      OrderCache cache,
      FolderUses uses) {
    ResultEnds ends = new ResultEnds(envelopes);
    SearchCommand searches = new SearchCommand(mailboxes, responses, metrics, ends);
    FetchCommand fetches = new FetchCommand(mailboxes, responses, metrics);
    return List.of(
        searches,
        new SortCommand(mailboxes, responses, metrics, searches, cache, ends),
        new ThreadCommand(mailboxes, responses, metrics, searches, cache),
        new PreviewCommand(mailboxes, responses, metrics, fetches, envelopes),
        new CreateUseCommand(mailboxes, responses, metrics, uses));
  }

  /** What writes the answers. */
  public static List<ImapResponseEncoder<?>> encoders() {
    return List.of(new SortResponseEncoder(), new ThreadResponseEncoder(), new UseRefusedEncoder());
  }

  /** What is announced after sign-in. */
  public static List<String> capabilities() {
    return Stream.of(SORTING, THREADING, List.of("PREVIEW", "CREATE-SPECIAL-USE", "INPROGRESS"))
        .flatMap(List::stream)
        .toList();
  }
}
