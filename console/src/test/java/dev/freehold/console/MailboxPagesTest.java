package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pages of mailboxes")
class MailboxPagesTest {

  private static final String BOB = "00000000-0000-0000-0000-0000000000b0";
  private static final String POLICY = "00000000-0000-0000-0000-0000000000aa";
  private static final String JOB = "00000000-0000-0000-0000-0000000000cc";

  private static final String MAILBOX =
      """
      {"id": "%s", "address": "%s", "displayName": "%s", "recipientKind": "mailbox",
       "mailboxType": "regular", "emailAddresses": ["SMTP:%2$s", "smtp:other@contoso.example"],
       "policyId": "00000000-0000-0000-0000-0000000000aa", "policyName": "NA_mailboxes",
       "state": "active", "legalHolds": 1, "createdAt": "2026-11-29T20:38:00Z"}\
      """;

  private static final String STATISTICS =
      """
      {"mailboxGuid": "00000000-0000-0000-0000-0000000000b0", "itemCount": 1200,
       "totalItemSize": 1500000, "isEncrypted": false, "itemsLeft": 1, "bytesLeft": 82,
       "policyKind": "mailbox", "policyInEffect": "00000000-0000-0000-0000-0000000000aa",
       "state": "active"}\
      """;

  private static final String MOVE =
      """
      {"id": "00000000-0000-0000-0000-0000000000cc", "kind": "assign", "state": "queued",
       "createdAt": "2026-11-29T20:38:00Z"}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  @BeforeEach
  void some() {
    String bob = MAILBOX.formatted(BOB, "bob@contoso.example", "Bob <b>");
    api.on("GET /api/v1/mailboxes", "{\"mailboxes\": [" + bob + "]}")
        .on("GET /api/v1/mailboxes/" + BOB, bob)
        .on("GET /api/v1/mailboxes/bob%40contoso.example", bob)
        .on("GET /api/v1/mailboxes/" + BOB + "/statistics", STATISTICS)
        .on("POST /api/v1/mailbox-statistics", "{\"statistics\": [" + STATISTICS + "]}")
        .on(
            "GET /api/v1/policies",
            """
            {"policies": [{"id": "%s", "name": "NA_mailboxes", "state": "active", "keys": [],
             "createdAt": "2026-11-29T20:38:00Z"}]}\
            """
                .formatted(POLICY))
        .on("GET /api/v1/policies/" + POLICY, "{\"name\": \"NA_mailboxes\"}")
        .on("POST /api/v1/mailboxes/policy", MOVE)
        .on("PUT /api/v1/mailboxes/" + BOB + "/policy", MOVE);
  }

  private ConsoleAnswer.Html page(String path) {
    return (ConsoleAnswer.Html) console.serve(api.read(path));
  }

  @Test
  @DisplayName("list them with policy, state of encryption and holds")
  void list() {
    assertThat(page("/console/mailboxes").text())
        .contains("1 mailbox", "Bob &lt;b&gt;", "bob@contoso.example", "Moving", "On hold")
        .contains("/console/policies/" + POLICY, "name=\"mailbox." + BOB + "\"")
        .doesNotContain("Bob <b>", "Next page", "First page");
    api.forbid("POST /api/v1/mailbox-statistics").forbid("POST /api/v1/mailboxes/policy");
    assertThat(page("/console/mailboxes").text())
        .contains("bob@contoso.example")
        .doesNotContain("Moving", "type=\"checkbox\"", "textarea");
  }

  @Test
  @DisplayName("go on after the last address that is shown, and keep what the list is narrowed by")
  void pages() {
    api.on(
        "GET /api/v1/mailboxes",
        IntStream.rangeClosed(1, 51)
            .mapToObj(
                n ->
                    MAILBOX.formatted(
                        BOB.replace("b0", "%02d".formatted(n)),
                        "u%02d@a.example".formatted(n),
                        "U"))
            .collect(Collectors.joining(", ", "{\"mailboxes\": [", "]}")));
    assertThat(page("/console/mailboxes?anr=u&kind=mailbox").text())
        .contains("50 mailboxes, and more on the next page", "u50@a.example")
        .contains("/console/mailboxes?anr=u&amp;kind=mailbox&amp;after=u50%40a.example")
        .doesNotContain("u51@a.example");
  }

  @Test
  @DisplayName("say what nobody finds, and what there is not")
  void none() {
    api.on("GET /api/v1/mailboxes", "{\"mailboxes\": []}");
    assertThat(page("/console/mailboxes").text()).contains("There is no mailbox yet.");
    assertThat(page("/console/mailboxes?anr=x").text()).contains("No mailbox is like that.");
  }

  @Test
  @DisplayName("assign a policy to the ticked rows, and go to the job")
  void ticked() {
    ConsoleAnswer answer =
        console.serve(
            api.submit("/console/mailboxes/policy/ticked", "mailbox." + BOB + "=yes&to=" + POLICY));
    assertThat(answer)
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/jobs/" + JOB + "?done=mailboxes-assigned"));
    assertThat(api.acts().getLast())
        .startsWith("POST /api/v1/mailboxes/policy ")
        .contains("\"mailboxes\":[\"" + BOB + "\"]", "\"policy\":\"" + POLICY + "\"");
  }

  @Test
  @DisplayName("assign no policy to addresses from columns of a table, each once")
  void pasted() {
    console.serve(
        api.submit(
            "/console/mailboxes/policy/pasted",
            "to=none&addresses=Name%2CMail%0D%0ABob%2C%22bob%40contoso.example%22%0D%0A"
                + "ada%40contoso.example%0D%0A%0D%0Abob%40contoso.example"));
    assertThat(api.acts().getLast())
        .contains("\"mailboxes\":[\"bob@contoso.example\",\"ada@contoso.example\"]")
        .contains("\"policy\":null");
  }

  @Test
  @DisplayName("keep what was pasted if the API refuses, and name what is no mailbox")
  void refusedList() {
    api.refuse("POST /api/v1/mailboxes/policy", 404, "mailbox-not-found", "no such mailbox");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html)
            console.serve(
                api.submit(
                    "/console/mailboxes/policy/pasted",
                    "to=none&addresses=bob%40contoso.example%0Anobody%40contoso.example"));
    assertThat(html.status()).isEqualTo(404);
    assertThat(html.text())
        .contains("This was not done.", "<li>nobody@contoso.example</li>")
        .contains("bob@contoso.example\nnobody@contoso.example</textarea>")
        .doesNotContain("<li>bob@contoso.example</li>");
  }

  private ConsoleAnswer submitFile(String text) {
    return console.serve(
        api.submitFile(
            "/console/mailboxes/policy/file", POLICY, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("assign a policy to the addresses in a file: one on a line, or a column by its head")
  void file() {
    ConsoleAnswer done =
        new ConsoleAnswer.SeeOther("/console/jobs/" + JOB + "?done=mailboxes-assigned");
    String both = "\"mailboxes\":[\"bob@contoso.example\",\"ada@contoso.example\"]";
    for (String file :
        List.of(
            "bob@contoso.example\nada@contoso.example",
            "\r\n bob@contoso.example \r\n\r\n\"ada@contoso.example\"\r\nBOB@contoso.example\r\n",
            "\uFEFFEmailAddress\nbob@contoso.example\nada@contoso.example",
            "Name,EMAILADDRESS,Phone\n\"B, Bob\",bob@contoso.example,1\nA,ada@contoso.example",
            "Manager;EmailAddress\nx@y.example;bob@contoso.example\n;ada@contoso.example",
            "EmailAddress\tName\nbob@contoso.example\tB\nada@contoso.example\n")) {
      assertThat(submitFile(file)).as(file).isEqualTo(done);
      assertThat(api.acts().getLast())
          .startsWith("POST /api/v1/mailboxes/policy ")
          .contains(both, "\"policy\":\"" + POLICY + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bob@contoso.example\\nBob | Line 2 of the file has no mail address",
        "bob@contoso.example\\n\\nx y@z | Line 3 of the file has no mail address",
        "a@b.example,Bob | Line 1 of the file has several columns",
        "Name,Mail\\nBob,bob@contoso.example | Line 1 of the file has several columns",
        "EmailAddress,Name\\na@b.example,A\\n,B | Line 3 of the file has no mail address",
        "Name,EmailAddress\\n\"Bob,b@c.example | Line 2 of the file has a quotation mark",
        "\\n \\n | The file has no address in it.",
        "EmailAddress | The file has no address in it.",
        "a@b.example\\0 | not text in UTF-8"
      })
  @DisplayName("refuse a file by the line that is wrong, and ask the API nothing")
  void refusedFile(String file, String reason) {
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html) submitFile(file.replace("\\n", "\n").replace("\\0", "\0"));
    assertThat(html.status()).isEqualTo(400);
    assertThat(html.text()).contains(reason, "address-file-invalid", "Assign to the addresses in");
    assertThat(api.acts()).allMatch(act -> act.startsWith("POST /api/v1/mailbox-statistics"));
  }

  @Test
  @DisplayName("refuse a file of other bytes than text, of too many addresses, and none")
  void oddFile() {
    byte[] excel = "a@b.example".getBytes(StandardCharsets.UTF_16);
    ConsoleAnswer.Html binary =
        (ConsoleAnswer.Html)
            console.serve(api.submitFile("/console/mailboxes/policy/file", POLICY, excel));
    assertThat(binary.text()).contains("The file is not text in UTF-8.");
    String many =
        IntStream.rangeClosed(1, 1001)
            .mapToObj("u%d@a.example"::formatted)
            .collect(Collectors.joining("\n"));
    assertThat(((ConsoleAnswer.Html) submitFile(many)).text())
        .contains("Line 1,001 of the file is one address too many: at most 1,000 at once.");
    ConsoleAnswer.Html none =
        (ConsoleAnswer.Html)
            console.serve(api.submit("/console/mailboxes/policy/file", "to=" + POLICY));
    assertThat(none.text()).contains("No file was chosen.");
    assertThat(submitFile(many.substring(0, many.lastIndexOf('\n'))))
        .isInstanceOf(ConsoleAnswer.SeeOther.class);
  }

  @Test
  @DisplayName("name the lines of a file whose addresses are no mailboxes, as text")
  void unknownLines() {
    api.refuse("POST /api/v1/mailboxes/policy", 404, "mailbox-not-found", "no such mailbox");
    assertThat(((ConsoleAnswer.Html) submitFile("bob@contoso.example\n\n<b>@x.example")).text())
        .contains("<li>Line 3: &lt;b&gt;@x.example</li>")
        .doesNotContain("Line 1:", "<b>@");
  }

  @Test
  @DisplayName("show one: what it is under, what is left, and that its holds are not for everybody")
  void one() {
    api.on("GET /api/v1/mailboxes/" + BOB + "/permissions", "{\"permissions\": []}");
    api.forbid("GET /api/v1/mailboxes/" + BOB + "/holds");
    assertThat(page("/console/mailboxes/" + BOB).text())
        .contains("Not all of it is under its policy yet", "1,200 items, 1.5 MB", "1 item, 82 B")
        .contains("Mailbox policy", "other@contoso.example", "Nobody but its owner has rights")
        .doesNotContain("SMTP:", "A hold keeps a");
  }

  @Test
  @DisplayName("show holds and rights by the names of people")
  void holdsAndRights() {
    api.on(
            "GET /api/v1/mailboxes/" + BOB + "/holds",
            """
            {"holds": [{"id": "%s", "name": "inquiry", "reason": "case 7", "ownerKind": "mailbox",
             "ownerId": "%1$s", "owner": "bob@contoso.example", "placedBy": "user:1",
             "placedByName": "Colin", "placedAt": "2026-11-29T20:38:00Z"}]}\
            """
                .formatted(BOB))
        .on(
            "GET /api/v1/mailboxes/" + BOB + "/permissions",
            """
            {"permissions": [{"principal": "%s", "accessRights": "FullAccess",
             "grantedAt": "2026-11-29T20:38:00Z"}]}\
            """
                .formatted(POLICY))
        .on(
            "GET /api/v1/users/" + POLICY,
            "{\"displayName\": \"Carol\", \"userPrincipalName\": \"carol@contoso.example\"}");
    assertThat(page("/console/mailboxes/" + BOB).text())
        .contains("inquiry", "case 7", "Colin", "Carol (carol@contoso.example)")
        .contains("Open it and read all");
  }

  @Test
  @DisplayName("assign a policy to one")
  void assign() {
    ConsoleAnswer answer =
        console.serve(api.submit("/console/mailboxes/" + BOB + "/policy", "to=" + POLICY));
    assertThat(answer).isInstanceOf(ConsoleAnswer.SeeOther.class);
    assertThat(api.acts())
        .containsExactly(
            "PUT /api/v1/mailboxes/" + BOB + "/policy {\"policy\":\"" + POLICY + "\"}");
  }

  @Test
  @DisplayName("come again where somebody loads the answer to a form")
  void reload() {
    assertThat(console.serve(api.read("/console/mailboxes/policy/pasted")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/mailboxes"));
  }
}
