package dev.freehold.vault.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.RawClient.Reply;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tries requests to vaults on SQLite while their ledger takes no entry, and once it does again. */
public final class RefusingLedger {

  private final RunningVault vault;

  /** Meddles with the ledger of {@code vault}. */
  public RefusingLedger(RunningVault vault) {
    this.vault = vault;
  }

  /**
   * Asserts that a request is refused and has no effect while it cannot be recorded, and that it is
   * recorded under {@code operation} afterwards.
   *
   * @return what it was answered then
   */
  public Reply tryOut(String operation, Supplier<Reply> request) {
    Map<String, List<String>> before = state();
    vault.change(
        "CREATE TRIGGER ledger_is_full BEFORE INSERT ON ledger_entry"
            + " BEGIN SELECT RAISE(ABORT, 'the disk of the ledger is full'); END");
    Reply refused;
    try {
      refused = request.get();
      assertThat(state()).as(operation).isEqualTo(before);
    } finally {
      vault.change("DROP TRIGGER ledger_is_full");
    }
    assertThat(refused.status()).as("%s: %s", operation, refused.json()).isEqualTo(503);
    Reply done = request.get();
    assertThat(vault.lastEntry().operation()).isEqualTo(operation);
    return done;
  }

  private Map<String, List<String>> state() {
    return vault
        .database()
        .read(
            tx -> {
              Map<String, List<String>> state = new TreeMap<>();
              for (String table :
                  tx.createQuery(
                          "SELECT name FROM sqlite_master WHERE type = 'table'"
                              + " AND name NOT LIKE 'ledger%' AND name NOT LIKE 'sqlite%'")
                      .mapTo(String.class)
                      .list()) {
                state.put(
                    table,
                    tx
                        .createQuery("SELECT * FROM " + table)
                        .map((row, context) -> text(row))
                        .list()
                        .stream()
                        .sorted()
                        .toList());
              }
              return state;
            });
  }

  private static String text(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      Object value = row.getObject(i);
      text.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
          .append(" | ");
    }
    return text.toString();
  }
}
