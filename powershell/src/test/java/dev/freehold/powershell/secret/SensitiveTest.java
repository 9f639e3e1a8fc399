package dev.freehold.powershell.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for secrets in lines of the language. */
@Order(1)
class SensitiveTest {

  private static final String PLANTED = "Gr33nHarbor";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connect-Thing -Password 'Gr33nHarbor'",
        "Connect-Thing -password:Gr33nHarbor -Verbose",
        "Connect-Thing -Pass \"Gr33nHarbor\" -User ada",
        "Connect-Thing –AccessToken Gr33nHarbor",
        "Connect-Thing -ClientSecret ('Gr33n' + 'Harbor') # 'Gr33nHarbor' is not it",
        "Connect-Thing -KeyFilePassword `\n  'Gr33nHarbor'",
        "Connect-Thing -CertificatePassword $x'Gr33nHarbor'",
        "ConvertTo-SecureString Gr33nHarbor -AsPlainText -Force",
        "ConvertTo-SecureString -AsPlainText -Force -String \"Gr33nHarbor\"",
        "'Gr33nHarbor' | ConvertTo-SecureString -AsPlainText",
        "echo Gr33nHarbor | ConvertTo-SecureString -AsPlainText",
        "gc x.txt; 'Gr33nHarbor' | ConvertTo-SecureString -AsPlainText",
        "$s = Microsoft.PowerShell.Security\\ConvertTo-SecureString 'Gr33nHarbor' -a",
        "[pscredential]::new('ada', (ConvertTo-SecureString 'Gr33nHarbor' -AsPlainText))",
        "New-Object PSCredential('ada', 'Gr33nHarbor')",
        "New-Object System.Net.NetworkCredential -ArgumentList 'ada', 'Gr33nHarbor'",
        "$password = 'Gr33nHarbor'",
        "$Password='Gr33nHarbor'; Get-Thing",
        "[string]$script:clientSecret = \"Gr33nHarbor\"",
        "${api token} = @'\nGr33nHarbor\n'@",
        "$token = Gr33nHarbor",
        "$token += 'Gr33n' + 'Harbor'+'Gr33nHarbor'",
        "$config.Password = 'Gr33nHarbor'",
        "$config['Password'] = 'Gr33nHarbor'",
        "$splat = @{ Name = 'x'; Password = 'Gr33nHarbor' }",
        "$splat = @{\n  'Secret' = 'Gr33nHarbor'\n}",
        "$env:CLIENT_SECRET = 'Gr33nHarbor'",
        "if ($password -eq 'Gr33nHarbor') { 1 }",
        "if ('Gr33nHarbor' -ceq $password) { 1 }",
        "if ($c.Password -ne 'Gr33nHarbor') { 1 }",
        "Set-Variable password 'Gr33nHarbor'",
        "Set-Variable -Name token -Value Gr33nHarbor",
        "$s.AppendChar('Gr33nHarbor')",
        "$h.Add('Password', 'Gr33nHarbor')",
        "# Connect-Thing -Password Gr33nHarbor",
        "# don't\nConnect-Thing -Password 'Gr33nHarbor'",
        "<# $password = 'Gr33nHarbor' #> Get-Thing",
        "Write-Host \"got $(Connect-Thing -Password 'Gr33nHarbor')\"",
        "Connect-Thing -Password 'Gr33nHarbor",
        "Connect-Thing -Password \"Gr33nHarbor",
        "$h = @{ Authorization = 'Bearer Gr33nHarbor' }",
        "curl 'https://ada:Gr33nHarbor@example.org/'",
        "Get-Thing https://example.org/f?x=1&sig=Gr33nHarbor",
        "New-MigrationBatch -CSVData ([System.Text.Encoding]::UTF8.GetBytes("
            + "\"EmailAddress,UserName,Password`na@b.c,u,Gr33nHarbor\"))",
        "New-MigrationBatch -csv ([byte[]][char[]]'Gr33nHarbor')",
        "$batch = @{ Name = 'b'; CSVData = [Text.Encoding]::UTF8.GetBytes('Gr33nHarbor') }",
        "$csv = @'\nEmailAddress,UserName,Password\na@b.c,u,Gr33nHarbor\n'@",
        "$csv = \"EmailAddress,UserName,`\"Password`\"`r`na@b.c,u,`\"Gr33nHarbor`\"\"",
        "'EmailAddress,Password', 'a@b.c,Gr33nHarbor' | Set-Content x.csv",
        "$csv = \"EmailAddress,Password`n{0},{1}\" -f 'a@b.c', 'Gr33nHarbor'",
        "$adminPass = 'Gr33nHarbor'",
        "$pw1 = 'Gr33nHarbor'",
        "$userPw = 'Gr33nHarbor'",
        "$env:FREEHOLD_PASS = 'Gr33nHarbor'",
        "'Gr33nHarbor'.ToCharArray() | % { $ss.AppendChar($_) }",
        "('Gr33n' + 'Harbor').ToCharArray() | % { $ss.AppendChar($_) }",
        "[char[]]'Gr33nHarbor' | % { $ss.AppendChar($_) }",
      })
  @DisplayName("A planted secret is masked")
  void masked(String line) {
    assertThat(Sensitive.isSensitive(line)).isTrue();
    String comment = "# 'Gr33nHarbor' is not it";
    assertThat(Sensitive.masked(line).replace(comment, ""))
        .doesNotContain(PLANTED)
        .doesNotContain("Gr33n")
        .contains(Sensitive.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Get-Mailbox ada | Set-Mailbox -DataEncryptionPolicy 'north'",
        "$cred = Get-Credential",
        "$password = Read-Host 'Which password' -AsSecureString",
        "Connect-Thing -Password $password -Credential $cred",
        "Connect-Thing -Password (Get-Stored)",
        "New-Thing -Name x -SecondaryKeyName y -SecretName z",
        "Set-MailUser ada -ResetPasswordOnNextLogon $true",
        "cd $PWD/'a b'",
        "Get-Thing -PassThru -KeyName 'k1' -Path ./secret.txt",
        "Write-Host 'the password is not here'",
        "ConvertTo-SecureString $plain -AsPlainText -Force",
        "$password = Get-Content password | ConvertTo-SecureString -AsPlainText -Force",
        "$p = Get-Content \"$Who.password\" -Raw | ConvertTo-SecureString -AsPlainText -Force",
        "ConvertTo-SecureString (gc 'a password.txt') -AsPlainText -Force",
        "$secret = cat secret.txt",
        "Connect-Thing -Password (Get-Content './a password')",
        "foreach ($t in $tokens) { 'x' }",
        "$x = 'it''s'; \"a `\" b\"",
        "$bypass = 'north'; $compass1 = 'south'",
        "New-MigrationBatch b -CSVData ([System.IO.File]::ReadAllBytes('C:\\users.csv'))",
        "$csvData = [IO.File]::ReadAllBytes('users.csv')",
        "Write-Host 'columns: EmailAddress,UserName,Password' 'and no more'",
        "'EmailAddress,Name\na@b.c,Ada'",
        "$text.ToCharArray() | % { 'x' }",
        "# it's a comment with one quote\nGet-Thing 'y'",
        "",
      })
  @DisplayName("A line without secrets stays as it is")
  void plain(String line) {
    assertThat(Sensitive.masked(line)).isEqualTo(line);
    assertThat(Sensitive.isSensitive(line)).isFalse();
  }

  @Test
  @DisplayName("The mask does not tell how long the secret is, and the rest of the line stays")
  void length() {
    assertThat(Sensitive.masked("Connect-Thing -Password 'a' -User 'ada'"))
        .isEqualTo("Connect-Thing -Password '********' -User 'ada'");
    assertThat(Sensitive.masked("$token = 'a much longer one'; Get-Thing 'x'"))
        .isEqualTo("$token = '********'; Get-Thing 'x'");
  }

  @Test
  @DisplayName("A user's name beside a password is no secret")
  void userName() {
    assertThat(Sensitive.masked("[pscredential]::new('ada', 'Gr33nHarbor')"))
        .isEqualTo("[pscredential]::new('ada', '********')");
  }

  @Test
  @DisplayName("Any part of any text is masked without a fault, and in a time that grows slowly")
  void anything() {
    String text =
        """
        $password = @{a='b'}; @"
        $(1)"@ `
         -Password "$(" 'x' {[(,| # <# ' " ?? = :: \u2019
        """;
    for (int start = 0; start < text.length(); start++) {
      for (int end = start; end <= text.length(); end++) {
        assertThat(Sensitive.masked(text.substring(start, end))).isNotNull();
      }
    }
    String lines = "'Name,Password" + "\n".repeat(20_000) + "ada,Gr33nHarbor'";
    assertThat(Sensitive.masked(lines)).isEqualTo("'********'");
    String long1 = "$password = ('".repeat(20_000);
    assertThat(Sensitive.isSensitive(long1)).isTrue();
  }

  @Test
  @DisplayName("What is learnt is taken out of other texts, the longest first")
  void known() {
    KnownSecrets known = new KnownSecrets();
    known.learn(Sensitive.of("$password = 'Gr33n'; $token = 'Gr33nHarbor'; $secret = 'abc'"));
    assertThat(known.scrub("say Gr33nHarbor, Gr33n and abc"))
        .isEqualTo("say ********, ******** and abc");
    assertThat(known.toString()).doesNotContain("Gr33n");
  }

  @Test
  @DisplayName("What is learnt of a table is each secret in it")
  void knownTable() {
    KnownSecrets known = new KnownSecrets();
    known.learn(
        Sensitive.of(
            "$csv ="
                + " \"EmailAddress,Password,UserName`na@b.c,Gr33nHarbor,ada`nb@b.c,`\"x,y-z`\",bo\""));
    assertThat(known.scrub("a@b.c as ada with Gr33nHarbor, then x,y-z"))
        .isEqualTo("a@b.c as ada with ********, then ********");
  }
}
