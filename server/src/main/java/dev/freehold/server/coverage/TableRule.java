package dev.freehold.server.coverage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each column of one table holds and what protects it. Names are separated by spaces. */
final class TableRule {

  private final String table;
  private final Map<String, Protection> columns = new LinkedHashMap<>();

  private TableRule(String table) {
    this.table = table;
  }

  static TableRule of(String table) {
    return new TableRule(table);
  }

  String table() {
    return table;
  }

  Map<String, Protection> columns() {
    return Collections.unmodifiableMap(columns);
  }

  TableRule sealed(Key key, String names) {
    return put(Protection.sealed(key), names);
  }

  TableRule wrapped(Key key, String names) {
    return put(Protection.wrapped(key), names);
  }

  TableRule hashed(String how, String names) {
    return put(new Protection(Means.HASHED, how), names);
  }

  TableRule clear(Clear kind, String names) {
    return put(Protection.clear(kind), names);
  }

  TableRule ids(String names) {
    return clear(Clear.IDS, names);
  }

  TableRule numbers(String names) {
    return clear(Clear.NUMBERS, names);
  }

  TableRule states(String names) {
    return clear(Clear.STATES, names);
  }

  TableRule names(String names) {
    return clear(Clear.NAMES, names);
  }

  private TableRule put(Protection protection, String names) {
    for (String name : List.of(names.split(" ", -1))) {
      if (columns.put(name, protection) != null) {
        throw new IllegalStateException(table + "." + name + " has two rules");
      }
    }
    return this;
  }
}
