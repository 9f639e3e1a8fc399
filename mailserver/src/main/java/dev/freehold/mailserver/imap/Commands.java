package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.CommandDecoder.Parsers;
import dev.freehold.mailserver.imap.mended.FetchParser;
import dev.freehold.mailserver.imap.mended.GetQuotaParser;
import dev.freehold.mailserver.imap.mended.ListParser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.ImapCommandParser;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;
import org.apache.james.imap.decode.parser.AppendCommandParser;
import org.apache.james.imap.decode.parser.AuthenticateCommandParser;
import org.apache.james.imap.decode.parser.CapabilityCommandParser;
import org.apache.james.imap.decode.parser.CheckCommandParser;
import org.apache.james.imap.decode.parser.CloseCommandParser;
import org.apache.james.imap.decode.parser.CompressCommandParser;
import org.apache.james.imap.decode.parser.CopyCommandParser;
import org.apache.james.imap.decode.parser.CreateCommandParser;
import org.apache.james.imap.decode.parser.DeleteCommandParser;
import org.apache.james.imap.decode.parser.EnableCommandParser;
import org.apache.james.imap.decode.parser.ExamineCommandParser;
import org.apache.james.imap.decode.parser.ExpungeCommandParser;
import org.apache.james.imap.decode.parser.GetQuotaRootCommandParser;
import org.apache.james.imap.decode.parser.IDCommandParser;
import org.apache.james.imap.decode.parser.IdleCommandParser;
import org.apache.james.imap.decode.parser.LogoutCommandParser;
import org.apache.james.imap.decode.parser.LsubCommandParser;
import org.apache.james.imap.decode.parser.MoveCommandParser;
import org.apache.james.imap.decode.parser.NamespaceCommandParser;
import org.apache.james.imap.decode.parser.NoopCommandParser;
import org.apache.james.imap.decode.parser.RenameCommandParser;
import org.apache.james.imap.decode.parser.SearchCommandParser;
import org.apache.james.imap.decode.parser.SelectCommandParser;
import org.apache.james.imap.decode.parser.SetQuotaCommandParser;
import org.apache.james.imap.decode.parser.StartTLSCommandParser;
import org.apache.james.imap.decode.parser.StatusCommandParser;
import org.apache.james.imap.decode.parser.StoreCommandParser;
import org.apache.james.imap.decode.parser.SubscribeCommandParser;
import org.apache.james.imap.decode.parser.UidCommandParser;
import org.apache.james.imap.decode.parser.UnselectCommandParser;
import org.apache.james.imap.decode.parser.UnsubscribeCommandParser;

/** The commands that are understood. What is not here is unknown, whatever James has for it. */
final class Commands {

  private Commands() {}

  /** Their parsers; {@code ours} replace those of the same command. */
  static Parsers parsers(StatusResponseFactory responses, List<AbstractImapCommandParser> ours) {
    Map<String, ImapCommandParser> byName = new TreeMap<>();
    Parsers parsers = new Parsers(byName);
    ofJames(responses).forEach(parser -> byName.put(parser.getCommand().getName(), parser));
    add(new LoginParser(responses), byName);
    // It looks up SEARCH and the like by itself, among all that are here in the end.
    add(new UidCommandParser(parsers, responses), byName);
    ours.forEach(parser -> add(parser, byName));
    return parsers;
  }

  private static void add(AbstractImapCommandParser parser, Map<String, ImapCommandParser> byName) {
    byName.put(parser.getCommand().getName(), parser);
  }

  private static List<AbstractImapCommandParser> ofJames(StatusResponseFactory responses) {
    return List.of(
        new AppendCommandParser(responses, Clock.systemUTC()),
        new AuthenticateCommandParser(responses),
        new CapabilityCommandParser(responses),
        new CheckCommandParser(responses),
        new CloseCommandParser(responses),
        new CompressCommandParser(responses),
        new CopyCommandParser(responses),
        new CreateCommandParser(responses),
        new DeleteCommandParser(responses),
        new EnableCommandParser(responses),
        new ExamineCommandParser(responses),
        new ExpungeCommandParser(responses),
        new FetchParser(responses),
        new GetQuotaParser(responses),
        new GetQuotaRootCommandParser(responses),
        new IDCommandParser(responses),
        new IdleCommandParser(responses),
        new ListParser(responses),
        new LogoutCommandParser(responses),
        new LsubCommandParser(responses),
        new MoveCommandParser(responses),
        new NamespaceCommandParser(responses),
        new NoopCommandParser(responses),
        new RenameCommandParser(responses),
        new SearchCommandParser(responses),
        new SelectCommandParser(responses),
        new SetQuotaCommandParser(responses),
        new StartTLSCommandParser(responses),
        new StatusCommandParser(responses),
        new StoreCommandParser(responses),
        new SubscribeCommandParser(responses),
        new UnselectCommandParser(responses),
        new UnsubscribeCommandParser(responses));
  }
}
