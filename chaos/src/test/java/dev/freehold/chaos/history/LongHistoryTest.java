package dev.freehold.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Deed.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many operations as twenty minutes have. */
class LongHistoryTest {

  private static final int SCANS = 800;
  private static final int KEYS = 300;
  private static final int OPERATIONS_OF_A_KEY = 80;
  private static final int LIVE = 20;

  private final List<Operation> operations = new ArrayList<>();
  private long now;

  private void add(Deed deed, boolean isKnown) {
    now += 1_000_000;
    operations.add(
        new Operation(
            operations.size(),
            "c",
            "node-1",
            deed,
            now,
            now + 500_000,
            Instant.EPOCH,
            isKnown ? Answered.ACKNOWLEDGED : Answered.UNKNOWN,
            ""));
  }

  private void mailbox(String folder) {
    Deque<Mail> live = new ArrayDeque<>();
    for (int i = 1; i <= SCANS; i++) {
      String tag = folder + i;
      add(new Deed.Append(folder, tag, false, new Deed.Place(1, i)), true);
      live.add(new Mail(i, tag, Set.of(), i));
      if (live.size() > LIVE) {
        Mail gone = live.remove();
        add(new Deed.Expunge(folder, gone.tag(), new Deed.Place(1, gone.uid())), true);
      }
      add(new Deed.Scan(folder, 1, i + 1, i, List.copyOf(live), now), true);
    }
  }

  private void key(String key) {
    for (int i = 0; i < OPERATIONS_OF_A_KEY; i++) {
      boolean isLost = i % 15 == 7;
      String tag = key + "-" + i;
      add(new Deed.Put(key, tag, ""), !isLost);
      if (!isLost) {
        add(new Deed.Get(key, tag, now), true);
      }
    }
  }

  @Test
  @Timeout(120)
  @DisplayName("A history of twenty minutes is judged in seconds")
  void isJudged() {
    for (int i = 0; i < 3; i++) {
      mailbox("mail:m" + i + "/INBOX");
    }
    for (int i = 0; i < KEYS; i++) {
      key("files:keep/" + i);
    }
    assertThat(operations).hasSizeGreaterThan(50_000);
    assertThat(new HistoryCheck(operations, Duration.ofSeconds(5)).violations()).isEmpty();
  }
}
