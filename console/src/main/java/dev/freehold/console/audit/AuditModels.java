package dev.freehold.console.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Entries of a ledger as the API and the pages show them. */
public final class AuditModels {

  private AuditModels() {}

  /** What one search found. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(List<Entry> records, long lastSequence, boolean more) {}

  /** An entry. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      long sequence,
      long index,
      String time,
      String actor,
      String actorName,
      String operation,
      String publishedOperation,
      String objectId,
      String outcome,
      Map<String, String> details,
      UUID id,
      String recordTypeName,
      String workload,
      String clientIp) {

    /** Who acted, by the name that is known of them. */
    public String who() {
      return actorName == null ? actor : actorName;
    }

    /** What was recorded beside this, by name. */
    public Map<String, String> facts() {
      return details == null ? Map.of() : new TreeMap<>(details);
    }

    /** Whether a purge was recorded, so that there is a receipt. */
    public boolean isPurge() {
      return operation.equals("PolicyPurge") && outcome.equals("done");
    }
  }

  /**
   * One of the two ledgers, for the tabs.
   *
   * @param path of its page, below {@code /console}
   * @param isShown whether the page is of this one
   */
  public record Tab(String path, boolean isShown) {}

  /**
   * What the template of a search takes.
   *
   * @param tabs the ledgers that the reader may search
   * @param asked the filters, by name
   * @param next the page that continues it, if there is one
   */
  public record SearchPage(
      String path,
      List<Tab> tabs,
      Map<String, String> asked,
      List<Entry> records,
      Optional<String> next,
      Optional<Problem> refused) {

    /** Copies the collections. */
    public SearchPage {
      tabs = List.copyOf(tabs);
      asked = Map.copyOf(asked);
      records = List.copyOf(records);
    }

    /** What a filter is set to. */
    public String value(String filter) {
      return asked.getOrDefault(filter, "");
    }

    /** Whether one of the filters is set that few people need. */
    public boolean isDetailed() {
      return AuditArea.RARE_FILTERS.stream().anyMatch(asked::containsKey);
    }

    /** Whether anything is asked for at all. */
    public boolean isFiltered() {
      return !asked.isEmpty();
    }
  }

  /**
   * What the template of an entry takes.
   *
   * @param above the page with the search
   * @param commands what checks the entry elsewhere
   */
  public record EntryPage(
      String above,
      Entry entry,
      boolean hasReceipt,
      List<String> commands,
      Optional<Problem> refused) {

    /** Copies the list. */
    public EntryPage {
      commands = List.copyOf(commands);
    }

    /** The page, below {@code /console}. */
    public String path() {
      return above + "/" + entry.sequence();
    }
  }
}
