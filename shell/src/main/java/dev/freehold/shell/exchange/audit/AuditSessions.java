package dev.freehold.shell.exchange.audit;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Searches of the audit log that go on page by page under a session id. */
final class AuditSessions {

  /** What a search has found, and how much of it was given. For one thread. */
  static final class Results {

    private final List<AuditRecord> records;
    private int given;

    Results(List<AuditRecord> records) {
      this.records = records;
    }

    static Results none() {
      return new Results(List.of());
    }

    /** The next ones, at most so many; none when all were given. */
    List<PsObject> next(int max, boolean formatted) {
      List<PsObject> page = new ArrayList<>();
      while (given < records.size() && page.size() < max) {
        page.add(records.get(given).object(given + 1, records.size(), formatted));
        given++;
      }
      return page;
    }
  }

  private final Map<String, Results> kept = new LinkedHashMap<>();

  /** The search of this key, begun if it is new; the oldest makes room. */
  Results find(String key, Supplier<Results> search) {
    Results known = kept.get(key);
    if (known != null) {
      return known;
    }
    Results begun = search.get();
    if (kept.size() == Limits.MAX_AUDIT_SESSIONS) {
      kept.remove(kept.keySet().iterator().next());
    }
    kept.put(key, begun);
    return begun;
  }
}
