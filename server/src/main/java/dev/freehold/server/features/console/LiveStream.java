package dev.freehold.server.features.console;

import dev.freehold.custody.identity.Caller;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A page that follows jobs. What it was told is for the thread that looks at jobs; the rest is for
 * all.
 */
final class LiveStream {

  /** What a browser understands as a comment. */
  private static final String NOTHING_NEW = ":\n\n";

  private static final String END = "event: end\ndata:\n\n";

  private final String session;
  private final String address;
  private final List<UUID> jobs;
  private final OpenAnswer answer;
  private final Map<UUID, String> told = new HashMap<>();
  private volatile Caller person;
  private long toldNanos;

  /**
   * @param session what the browser showed
   * @param address where the browser is
   */
  LiveStream(String session, String address, Caller person, List<UUID> jobs, OpenAnswer answer) {
    this.session = session;
    this.address = address;
    this.person = person;
    this.jobs = List.copyOf(jobs);
    this.answer = answer;
    this.toldNanos = System.nanoTime();
  }

  String session() {
    return session;
  }

  UUID tenantId() {
    return person.tenantId();
  }

  String address() {
    return address;
  }

  List<UUID> jobs() {
    return jobs;
  }

  boolean isOpen() {
    return answer.isOpen();
  }

  /** Who follows, as of the last check. */
  Caller person() {
    return person;
  }

  /** Keeps who follows after a check. */
  void is(Caller checked) {
    person = checked;
  }

  /** Those of these events that the page was not told yet. */
  Map<UUID, String> unknown(Map<UUID, String> events) {
    return events.entrySet().stream()
        .filter(event -> !event.getValue().equals(told.get(event.getKey())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  boolean isSilent(long nowNanos) {
    return nowNanos - toldNanos >= LiveLimits.HEARTBEAT.toNanos();
  }

  /** Tells the page; if its browser is slow it is told what is new then, at a later look. */
  void tell(Map<UUID, String> events, long nowNanos) {
    String text = events.isEmpty() ? NOTHING_NEW : String.join("", events.values());
    if (answer.send(text.getBytes(StandardCharsets.UTF_8))) {
      told.putAll(events);
      toldNanos = nowNanos;
    }
  }

  /** Ends it, and says so: the browser does not come again by itself. */
  void end() {
    answer.send(END.getBytes(StandardCharsets.UTF_8));
    answer.close();
  }

  /** Never shows the session. */
  @Override
  public String toString() {
    return "LiveStream[" + jobs + "]";
  }
}
