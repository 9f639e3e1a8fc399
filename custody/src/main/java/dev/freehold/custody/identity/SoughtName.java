package dev.freehold.custody.identity;

import org.jdbi.v3.core.statement.Query;

/**
 * A display name that is looked for, in any case of its plain letters.
 *
 * @param isStart whether names that begin with the text are meant too
 */
public record SoughtName(String text, boolean isStart) {

  /** Every name. */
  public static final SoughtName ANY = new SoughtName("", true);

  /** The condition on a column, to which {@link #bindTo} gives the values. */
  public String condition(String column) {
    return isStart
        ? "SUBSTR(LOWER(%s), 1, LENGTH(LOWER(:name))) = LOWER(:name)".formatted(column)
        : "LOWER(%s) = LOWER(:name)".formatted(column);
  }

  /** Binds what the condition names. */
  public Query bindTo(Query query) {
    return query.bind("name", text);
  }
}
