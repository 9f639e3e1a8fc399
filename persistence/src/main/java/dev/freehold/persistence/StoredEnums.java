package dev.freehold.persistence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;

/**
 * Columns with one of the names of an enum. A newer program, which works on the same database, may
 * have written a name that this one does not know. Then nothing is done with the row, and who asked
 * for it is told so, and not that something is wrong with this program.
 */
final class StoredEnums {

  private static final int MAX_CAUSES = 8;

  /** What {@link Enum#valueOf} says; other code than this reads columns by it, too. */
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "No enum constant dev\\.freehold\\.(?:[a-z0-9]+\\.)*([A-Za-z0-9.]+)\\..*",
          Pattern.DOTALL);

  private StoredEnums() {}

  static ColumnMapperFactory mappers() {
    return (type, config) -> {
      Class<?> raw = GenericTypes.getErasedType(type);
      return raw.isEnum() ? Optional.of(mapper(raw.asSubclass(Enum.class))) : Optional.empty();
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // The class of an enum is its own parameter.
  private static ColumnMapper<?> mapper(Class<? extends Enum> type) {
    return (results, column, context) -> {
      String name = results.getString(column);
      return name == null ? null : Enum.valueOf(type, name);
    };
  }

  /** The refusal, if {@code thrown} came of such a name. */
  static Optional<PersistenceException> refusal(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof IllegalArgumentException said && said.getMessage() != null) {
        Matcher unknown = UNKNOWN.matcher(said.getMessage());
        if (unknown.matches()) {
          return Optional.of(
              new PersistenceException(
                  PersistenceError.VALUE_UNKNOWN,
                  ("a row has a %s that this program does not know, as a newer one writes it; use"
                          + " the newer program")
                      .formatted(unknown.group(1)),
                  thrown));
        }
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
