package dev.freehold.mail.migration.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      textBlock =
          """
          ``# the CSV is empty
          a@x.example,u,p# line 1: it is a mailbox, and must be the header
          EmailAddress;UserName;Password# line 1: the columns are separated by semicolons;
          EmailAddress|UserName|Password# line 1: the columns are separated by vertical bars;
          EmailAddress,UserName,UserName,Password# line 1: it has the column UserName twice
          EmailAddress,Password# line 1: it has no column UserName;
          EmailAddress,UserName,Password,Phone# line 1: column 4 is none of
          """)
  void isToldWhatIsWrongWithItsHeader(String csv, String message) {
    assertThatThrownBy(() -> parse(csv)).hasMessageStartingWith(message);
  }

  @Test
  void isToldAllThatIsWrongAtOnce() {
    String csv =
        HEADER
            + "a@x.example,u,p\n"
            + "nobody,u,p\n"
            + "b@x.example,,\n"
            + "c@x.example,u,one,two\n"
            + "d@x.example,u\n"
            + "A@x.example,u,p\n";
    assertThatThrownBy(() -> parse(csv))
        .hasMessage(
            "line 3: EmailAddress is no address such as ada@contoso.example;"
                + " line 4: UserName is empty; line 4: Password is empty;"
                + " line 5: it has more columns than the header; a value with a comma in it stands"
                + " in quotation marks;"
                + " line 6: it has fewer columns than the header;"
                + " line 7: EmailAddress is the address of line 2 again");
  }

  @Test
  void isToldOfTheFirstProblemsAndHowManyMoreThereAre() {
    String csv =
        HEADER
            + IntStream.range(0, CsvProblems.MAX_SHOWN + 2)
                .mapToObj("nobody%d,u,p\n"::formatted)
                .collect(Collectors.joining());
    assertThatThrownBy(() -> parse(csv))
        .hasMessageContaining("line %d: ".formatted(CsvProblems.MAX_SHOWN + 1))
        .hasMessageNotContaining("line %d: ".formatted(CsvProblems.MAX_SHOWN + 2))
        .hasMessageEndingWith("; and 2 more");
  }

  @Test
  void isToldItsEncoding() {
    assertThatThrownBy(
            () -> MigrationCsv.parse((HEADER + "a").getBytes(UTF_16), false, SignInKind.BASIC))
        .hasMessage("the CSV is in UTF-16; save it in UTF-8 and try again");
    assertThatThrownBy(
            () -> MigrationCsv.parse((HEADER + "a").getBytes(UTF_16LE), false, SignInKind.BASIC))
        .hasMessage("the CSV is in UTF-16; save it in UTF-8 and try again");
    byte[] latin1 = (HEADER + "a@x.example,u,p\nb@x.example,u,p\u00e4").getBytes(ISO_8859_1);
    assertThatThrownBy(() -> MigrationCsv.parse(latin1, false, SignInKind.BASIC))
        .hasMessage("line 3: it is not in UTF-8; save the CSV in UTF-8 and try again");
  }

  @Test
  void mayHaveFurtherColumnsIfThatIsAllowed() {
    byte[] csv = "Phone,EmailAddress,UserName,Password\n1,a@x.example,u,p".getBytes(UTF_8);
    assertThat(MigrationCsv.parse(csv, true, SignInKind.BASIC)).hasSize(1);
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
    assertThatThrownBy(() -> MigrationCsv.parse(csv, false, SignInKind.BASIC))
        .isInstanceOf(MailException.class);
  }

  private static List<CsvRow> parse(String csv) {
    return MigrationCsv.parse(csv.getBytes(UTF_8), false, SignInKind.BASIC);
  }
}
