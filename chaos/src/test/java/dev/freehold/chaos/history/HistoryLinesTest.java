package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Script.INBOX;
import static dev.freehold.chaos.history.Script.at;
import static dev.freehold.chaos.history.Script.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLinesTest {

  private static final List<Deed> DEEDS =
      List.of(
          new Deed.Put("k", "t", ""),
          new Deed.Delete("k"),
          new Deed.Get("k", Deed.ABSENT, 7),
          new Deed.Append(INBOX, "a", true, null),
          new Deed.Append(INBOX, "b", false, at(3)),
          new Deed.Store(INBOX, "b", at(3), "\\Flagged", true),
          new Deed.Move(INBOX, "b", at(3), "mail:alice/Kept", at(4)),
          new Deed.Expunge(INBOX, "b", at(4)),
          new Deed.Scan(INBOX, 1, 9, 9, List.of(mail("a", 1, "\\Flagged")), 8),
          new Deed.MakePolicy("p"),
          new Deed.SeePolicies("p", Set.of("q")),
          new Deed.Assign("m", "p"),
          new Deed.SeeAssigned("m", "p"),
          new Deed.Roll("p", "roots"),
          new Deed.Revoke("files:keep"),
          new Deed.GiveBack("files:keep"),
          new Deed.Purge("mail:leave-1"),
          new Deed.VerifyReceipt("mail:leave-1"),
          new Deed.CountRows("mail:leave-1", 0),
          new Deed.CountKeys("policy:keep/p", true, 0));

  @Test
  void whatIsWrittenIsReadBackAsItWas(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.jsonl");
    try (ChaosHistory history = ChaosHistory.writing(file, Clock.systemUTC())) {
      for (Deed deed : DEEDS) {
        history.add("c", "node-1", deed, System.nanoTime(), Answered.UNKNOWN, "451 4.3.0");
      }
      assertThat(DEEDS.stream().map(deed -> deed.getClass().getSimpleName()))
          .containsAll(HistoryLines.KINDS.keySet());
      assertThat(HistoryLines.read(file)).isEqualTo(history.operations());
    }
  }
}
