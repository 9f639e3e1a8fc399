package dev.freehold.vault.keys;

import dev.freehold.persistence.RowIds;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.result.RowView;

/**
 * The columns of a key and one of its versions as the driver gives them, before anybody makes
 * something of them. Equal to another if every column is. The private part is not among them.
 */
final class StoredVersion extends RowView {

  /** In the order of {@link SealedVersion#COLUMNS}. */
  private static final List<String> NAMES =
      List.of(
          "vault_id",
          "folded_name",
          "name",
          "seal_id",
          "last_ordinal",
          "deleted_at",
          "purge_at",
          "rotation_policy",
          "key_seal_version",
          "key_seal",
          "ordinal",
          "version",
          "kind",
          "hardware",
          "engine",
          "public_key",
          "operations",
          "enabled",
          "not_before",
          "expires",
          "tags",
          "created_at",
          "updated_at",
          "seal_version",
          "seal");

  /** How many columns there are, so the number of the first one after them, less one. */
  static final int COUNT = NAMES.size();

  private final Object[] columns;

  private StoredVersion(Object[] columns) {
    this.columns = columns;
  }

  /** The present row of a query for {@link SealedVersion#COLUMNS}. */
  static StoredVersion of(ResultSet row) throws SQLException {
    Object[] columns = new Object[COUNT];
    for (int i = 0; i < COUNT; i++) {
      columns[i] = row.getObject(i + 1);
    }
    return new StoredVersion(columns);
  }

  @Override
  public <T> T getColumn(String column, QualifiedType<T> type) {
    return getColumn(NAMES.indexOf(column) + 1, type);
  }

  @Override
  @SuppressWarnings("unchecked") // The value is of the type, or a ClassCastException is thrown.
  public <T> T getColumn(int column, QualifiedType<T> type) {
    Object value = columns[column - 1];
    return value == null ? null : (T) as(type.getType(), value);
  }

  /** The same conversions as those of the database's own columns. */
  private static Object as(Type type, Object value) {
    if (type == UUID.class) {
      return RowIds.of((byte[]) value);
    } else if (type == Instant.class) {
      return Instant.ofEpochMilli(((Number) value).longValue());
    } else if (type == Integer.class) {
      return Math.toIntExact(((Number) value).longValue());
    } else if (type == Long.class) {
      return ((Number) value).longValue();
    } else if (type == Boolean.class) {
      return ((Number) value).intValue() != 0;
    }
    return ((Class<?>) type).cast(value);
  }

  @Override
  public Object getRow(Type type) {
    throw new UnsupportedOperationException("columns are read one by one");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredVersion row && Arrays.deepEquals(columns, row.columns);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(columns);
  }
}
