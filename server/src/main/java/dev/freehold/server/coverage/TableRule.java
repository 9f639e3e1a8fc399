package dev.freehold.server.coverage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each column of one table holds and what protects it. Separate names of columns by spaces;
 * each column has exactly one rule. For one thread while it is built.
 */
public final class TableRule {

  /** What a seal of a row is a hash of. */
  private static final String SEALED_ROW = "authority, under a key of the service";

  private final String table;
  private final Map<String, Protection> columns = new LinkedHashMap<>();

  private TableRule(String table) {
    this.table = table;
  }

  /** A rule that says nothing of the table yet. */
  public static TableRule of(String table) {
    return new TableRule(table);
  }

  /** Its name. */
  public String table() {
    return table;
  }

  Map<String, Protection> columns() {
    return Collections.unmodifiableMap(columns);
  }

  /** Encrypted under {@code key}. */
  public TableRule sealed(Key key, String names) {
    return put(Protection.sealed(key), names);
  }

  /** Keys, wrapped under {@code key}. */
  public TableRule wrapped(Key key, String names) {
    return put(Protection.wrapped(key), names);
  }

  /** Hashes; {@code how} says of what or how. */
  public TableRule hashed(String how, String names) {
    return put(new Protection(Means.HASHED, how), names);
  }

  /** Not encrypted, of this kind. */
  public TableRule clear(Clear kind, String names) {
    return put(Protection.clear(kind), names);
  }

  /** Random ids and references to them. */
  public TableRule ids(String names) {
    return clear(Clear.IDS, names);
  }

  /** Sizes, times, counts, positions. */
  public TableRule numbers(String names) {
    return clear(Clear.NUMBERS, names);
  }

  /** Kinds, states, flags, codes. */
  public TableRule states(String names) {
    return clear(Clear.STATES, names);
  }

  /** What people chose as names, addresses, tags and reasons. */
  public TableRule names(String names) {
    return clear(Clear.NAMES, names);
  }

  /** The seal of a row that authorises, in the column {@code seal}. */
  public TableRule sealedRow() {
    return hashed(SEALED_ROW, "seal");
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
