package dev.freehold.server.coverage;

import dev.freehold.persistence.opening.SchemaSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds the tables that a database has against the rules about them. */
final class TableCheck {

  private final String database;
  private final Map<String, TableRule> rules;

  TableCheck(String database, List<TableRule> rules) {
    this.database = database;
    this.rules = rules.stream().collect(Collectors.toMap(TableRule::table, rule -> rule));
  }

  /** A place for each table and kind of protection; what has no rule is a finding. */
  List<Place> places(Optional<SchemaSnapshot> now) {
    Map<String, SchemaSnapshot.Table> tables = new TreeMap<>();
    now.ifPresent(found -> found.tables().forEach(table -> tables.put(table.name(), table)));
    List<Place> places = new ArrayList<>();
    tables.values().forEach(table -> places.addAll(found(table)));
    rules.values().stream()
        .filter(rule -> !tables.containsKey(rule.table()))
        .sorted((a, b) -> a.table().compareTo(b.table()))
        .forEach(rule -> places.addAll(ruled(rule, rule.columns(), Presence.ABSENT)));
    return places;
  }

  private List<Place> found(SchemaSnapshot.Table table) {
    Presence presence = table.hasRows() ? Presence.PRESENT : Presence.EMPTY;
    TableRule rule = rules.get(table.name());
    if (rule == null) {
      return List.of(unknown(table.name(), "a table that Freehold does not make", presence));
    }
    Map<String, Protection> there = new LinkedHashMap<>(rule.columns());
    there.keySet().retainAll(table.columns());
    List<Place> places = new ArrayList<>(ruled(rule, there, presence));
    for (String column : table.columns()) {
      if (!rule.columns().containsKey(column)) {
        places.add(unknown(table.name() + "." + column, "a column without a rule", presence));
      }
    }
    return places;
  }

  private List<Place> ruled(TableRule rule, Map<String, Protection> columns, Presence presence) {
    Map<Protection, List<String>> groups = new LinkedHashMap<>();
    columns.forEach(
        (column, protection) ->
            groups.computeIfAbsent(protection, key -> new ArrayList<>()).add(column));
    return groups.entrySet().stream()
        .map(
            group ->
                new Place(
                    Area.DATABASES,
                    database + ": " + rule.table(),
                    String.join(", ", group.getValue()),
                    group.getKey(),
                    presence))
        .toList();
  }

  private Place unknown(String name, String what, Presence presence) {
    return new Place(
        Area.FINDINGS,
        database + ": " + name,
        what,
        new Protection(Means.UNKNOWN, "no rule"),
        presence);
  }
}
