package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A CSV of a batch")
class MigrationCsvTest {

  private static final String HEADER = "EmailAddress,UserName,Password\n";

  @Test
  void isReadInAnyOrderOfColumnsAndWithAnyLineEnds() {
    List<CsvRow> rows =
        parse(
            "\uFEFFpassword,EMAILADDRESS,UserName\r\n"
                + "\"a,\"\"b\"\"\",P@x.example,p\r\n\r\n"
                + "c,q@x.example,q");
    assertThat(rows).extracting(CsvRow::address).containsExactly("p@x.example", "q@x.example");
    assertThat(rows).extracting(CsvRow::line).containsExactly(2, 4);
    assertThat(new String(rows.getFirst().password().copy(), UTF_8)).isEqualTo("a,\"b\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EmailAddress,UserName\nsecretive@x.example,u",
        HEADER,
        HEADER + "secretive@x.example,u",
        HEADER + "secretive,u,secretive",
        HEADER + "a@x.example,,secretive",
        HEADER + "a@x.example,u,",
        HEADER + "a@x.example,u,\"secretive",
        HEADER + "a@x.example,u,\"secret\"ive",
        HEADER + "a@x.example,\"u\nsecretive\",p",
        HEADER + "a@x.example,u,secretive\nA@x.example,u,secretive",
        "EmailAddress,UserName,Password,Phone\na@x.example,u,secretive,1"
      })
  void isRefusedWithoutRepeatingIt(String csv) {
    assertThatThrownBy(() -> parse(csv))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.MIGRATION_CSV_INVALID))
        .hasMessageNotContaining("secret");
  }

  @Test
  void mayHaveFurtherColumnsIfThatIsAllowed() {
    byte[] csv = "Phone,EmailAddress,UserName,Password\n1,a@x.example,u,p".getBytes(UTF_8);
    assertThat(MigrationCsv.parse(csv, true)).hasSize(1);
  }

  @Test
  void isInUtf8AndWithinItsBounds() {
    byte[] latin1 = (HEADER + "a@x.example,u,p\u00e4").getBytes(ISO_8859_1);
    assertRefused(latin1);
    assertRefused(new byte[MigrationLimits.MAX_CSV_BYTES + 1]);
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i <= MigrationLimits.MAX_CSV_ROWS; i++) {
      rows.append("u").append(i).append("@x.example,u,p\n");
    }
    assertRefused(rows.toString().getBytes(UTF_8));
  }

  private static void assertRefused(byte[] csv) {
    assertThatThrownBy(() -> MigrationCsv.parse(csv, false)).isInstanceOf(MailException.class);
  }

  private static List<CsvRow> parse(String csv) {
    return MigrationCsv.parse(csv.getBytes(UTF_8), false);
  }
}
