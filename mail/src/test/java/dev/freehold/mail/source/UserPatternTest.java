package dev.freehold.mail.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pattern of users' mail")
class UserPatternTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeUsers() throws IOException {
    for (String user : new String[] {"contoso.example/Alice", "contoso.example/bob"}) {
      Files.createDirectories(folder.resolve(user + "/Maildir/cur"));
    }
    Files.createDirectories(folder.resolve("fabrikam.example/alice/Maildir/cur"));
    Files.createDirectories(folder.resolve("fabrikam.example/nobody"));
    Files.writeString(folder.resolve("fabrikam.example/notes"), "");
  }

  @Test
  void findsThemByDomainAndName() throws IOException {
    assertThat(users("%d/%n/Maildir", Optional.empty()))
        .containsOnlyKeys("alice@contoso.example", "bob@contoso.example", "alice@fabrikam.example")
        .containsEntry("alice@contoso.example", folder.resolve("contoso.example/Alice/Maildir"));
  }

  @Test
  void takesTheDomainThatThePathDoesNotSay() throws IOException {
    assertThat(users("contoso.example/%n/Maildir", Optional.of("other.example")))
        .containsOnlyKeys("alice@other.example", "bob@other.example");
    assertThatThrownBy(() -> users("contoso.example/%n/Maildir", Optional.empty()))
        .isInstanceOf(MailException.class)
        .hasMessageContaining("give the domain too");
    assertThatThrownBy(() -> users("%d/Maildir", Optional.empty()))
        .isInstanceOf(MailException.class);
  }

  @Test
  void findsWholeAddressesAndFiles() throws IOException {
    Files.writeString(folder.resolve("mbox-carol@contoso.example"), "");
    Files.writeString(folder.resolve("mbox-carol"), "");
    assertThat(users("mbox-%u", Optional.empty())).containsOnlyKeys("carol@contoso.example");
  }

  @Test
  void repeatsAVariable() throws IOException {
    Files.createDirectories(folder.resolve("spool/a/alice"));
    Files.createDirectories(folder.resolve("spool/alice/alice"));
    assertThat(users("spool/%n/%n", Optional.of("contoso.example")))
        .isEqualTo(Map.of("alice@contoso.example", folder.resolve("spool/alice/alice")));
  }

  @Test
  void isRefusedIfNobodyOrSomebodyTwiceIsThere() throws IOException {
    Files.createDirectories(folder.resolve("contoso.example/alice/Maildir"));
    for (String pattern : new String[] {"%d/%n/Maildir", "%d/%n/absent"}) {
      assertThatThrownBy(() -> users(pattern, Optional.empty()))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.SOURCE_NOT_FOUND));
    }
  }

  @Test
  void doesNotReadSomebodyElsesMailThatALinkLeadsTo() throws IOException {
    Path victim = folder.resolve("contoso.example/bob/Maildir");
    Files.writeString(victim.resolve("cur/1.a:2,S"), "Subject: secret\n\n");
    Path mallory = Files.createDirectory(folder.resolve("contoso.example/mallory"));
    Files.createSymbolicLink(mallory.resolve("Maildir"), victim);
    Path oscar = folder.resolve("contoso.example/oscar");
    Files.createSymbolicLink(oscar, folder.resolve("contoso.example/bob"));
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
    Map<String, Path> users = users("linked/contoso.example/%n/Maildir", Optional.of("a.example"));
    assertThat(users)
        .containsOnlyKeys(
            "alice@a.example", "bob@a.example", "mallory@a.example", "oscar@a.example")
        .doesNotContainValue(linked.resolve("contoso.example/bob/Maildir"));
    assertThat(Found.in(ImportSource.ofUser(users.get("bob@a.example"))).messages).hasSize(1);
    for (String user : List.of("mallory@a.example", "oscar@a.example")) {
      assertThatThrownBy(() -> ImportSource.ofUser(users.get(user)))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.SOURCE_UNREADABLE))
          .hasMessageContaining("symbolic link");
    }
  }

  private Map<String, Path> users(String pattern, Optional<String> domain) throws IOException {
    return new UserPattern(folder.resolve(pattern), domain).users();
  }
}
