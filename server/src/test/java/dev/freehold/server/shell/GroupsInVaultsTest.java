package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A group that has rights in a vault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsInVaultsTest {

  private static final String ADD =
      "Add-AzADGroupMember -TargetGroupDisplayName 'Vault readers' -MemberUserPrincipalName ";

  private ShellWorld world;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    world = ShellWorld.start(folder);
    assertThat(world.script("world.ps1", List.of())).isEmpty();
    world.run("$alice = [pscredential]::new('alice@contoso.com', $admin.Password)");
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private String as(String who, String command) {
    world.run("Connect-AzAccount -Credential $%s | Out-Null".formatted(who));
    try {
      return world.run(command).strip();
    } finally {
      world.run("Connect-AzAccount -Credential $admin -Subscription 'Keys A' | Out-Null");
    }
  }

  @Test
  @DisplayName("gives them to its members, and takes them from who leaves within seconds")
  void members() {
    String read = "(Get-AzKeyVaultKey -VaultName kv1 -Name k1).Name";
    assertThat(as("alice", read)).contains("does not have");
    assertThat(world.run("(New-AzADGroup -DisplayName 'Vault readers').DisplayName").strip())
        .isEqualTo("Vault readers");
    assertThat(
            world.run(
                "Set-AzKeyVaultAccessPolicy -VaultName kv1 -ObjectId (Get-AzADGroup -SearchString"
                    + " Vault)[0].Id -PermissionsToKeys get,list"))
        .isEmpty();
    assertThat(world.run("(Get-AzKeyVault kv1).AccessPolicies.DisplayName"))
        .contains("Vault readers");
    assertThat(world.run(ADD + "alice@contoso.com")).as("an owner may add").isEmpty();
    Eventually.holds(
        "alice reads the key", Duration.ofSeconds(20), () -> as("alice", read).equals("k1"));
    assertThat(world.run("(Get-AzADGroupMember -GroupDisplayName 'Vault readers').DisplayName"))
        .contains("Alice Wright");
    assertThat(
            world.run(
                "Remove-AzADGroupMember -GroupDisplayName 'Vault readers' -MemberUserPrincipalName"
                    + " alice@contoso.com"))
        .isEmpty();
    Eventually.holds(
        "alice reads it no more",
        Duration.ofSeconds(20),
        () -> as("alice", read).contains("does not have"));
  }

  @Test
  @DisplayName("is given members by nobody who does not own the subscription, and keeps passwords")
  void twoPersons() throws IOException {
    world.run(
        "$id = (New-AzADGroup -DisplayName 'Key keepers').Id; Add-AzADGroupMember"
            + " -TargetGroupObjectId $id -MemberUserPrincipalName grace@contoso.com");
    assertThat(
            world.run(
                "New-AzRoleAssignment -ObjectId $id -ObjectType Group -RoleDefinitionName 'Key"
                    + " Vault Crypto User' -Scope (Get-AzKeyVault kv1).ResourceId | Out-Null"))
        .isEmpty();
    String members = "/graph/v1.0/groups/%s/members/".formatted(world.run("$id").strip());
    String password = "/api/v1/users/grace@contoso.com/password";
    try (Member program = world.program()) {
      String grace = objectId(program, "grace");
      Object alice = Map.of("@odata.id", "directoryObjects/" + objectId(program, "alice"));
      Answer added = program.send("POST", members + "$ref", alice);
      assertThat(added.code()).isEqualTo("second-person-needed");
      assertThat(added.body().path("detail").asText()).contains("the group has rights in vaults");
      assertThat(program.send("PUT", password, Map.of()).code())
          .as("a member of such a group is a key holder")
          .isEqualTo("second-person-needed");
      assertThat(program.send("DELETE", members + grace + "/$ref", null).status()).isEqualTo(204);
      assertThat(program.send("PUT", password, Map.of()).status()).isEqualTo(200);
    }
  }

  private static String objectId(Member program, String name) throws IOException {
    return program
        .get("/graph/v1.0/users/%s@contoso.com".formatted(name))
        .body()
        .path("id")
        .asText();
  }
}
