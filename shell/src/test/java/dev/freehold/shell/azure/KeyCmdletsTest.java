package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Cmdlets over keys")
class KeyCmdletsTest {

  private static final String HOST = "mail-a1.vault.litware.example";

  /** Not a number that anybody uses; 2048 bits of which the first is set. */
  private static final String MODULUS =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE).toByteArray());

  private static final String KEY =
      ("{'key':{'kid':'https://%s/keys/K1/0123','kty':'RSA','key_ops':['wrapKey'],'n':'%s',"
              + "'e':'AQAB'},'attributes':{'enabled':true,'exp':253402214400,'created':1581010296,"
              + "'updated':1581010296,'recoveryLevel':'Recoverable','recoverableDays':90}}")
          .formatted(HOST, MODULUS);

  @TempDir Path folder;
  private AzureShell shell;
  private FakeServers servers;

  @BeforeEach
  void start() {
    shell = new AzureShell(folder).signedIn();
    servers = shell.servers;
  }

  @Test
  @DisplayName("show ids with the port, sizes in bits and times in UTC")
  void shapes() {
    servers.on("GET " + HOST + "/keys/K1", KEY);
    PsObject key = (PsObject) shell.good("Get-AzureKeyVaultKey Mail-A1 K1").getFirst();
    assertThat(key.get("Id")).isEqualTo("https://" + HOST + ":443/keys/K1/0123");
    assertThat(key.get("VaultName")).isEqualTo("Mail-A1");
    assertThat(key.get("KeySize")).isEqualTo(2048);
    assertThat(key.get("Expires")).hasToString("9999-12-31T00:00:00Z");
    assertThat(key.get("Tags")).isNull();
    assertThat(shell.good("(Get-AzKeyVaultKey Mail-A1 K1).Key.KeyOps")).containsExactly("wrapKey");
  }

  @Test
  @DisplayName("have no Attributes in lists, which selects nothing and is no error (C44)")
  void lists() {
    servers.on(
        "GET " + HOST + "/keys",
        "{'value':[{'kid':'https://%s/keys/K1','attributes':{'enabled':false}}]}".formatted(HOST));
    assertThat(
            shell.good(
                "Get-AzKeyVaultKey -VaultName 'Mail-A1' | ? { $_.Attributes.Enabled -eq $False }"
                    + " | Remove-AzKeyVaultKey"))
        .isEmpty();
    assertThat(shell.good("(Get-AzKeyVaultKey Mail-A1).Enabled")).containsExactly(false);
  }

  @Test
  @DisplayName("write a public key as PEM")
  void outFile() throws Exception {
    servers.on("GET " + HOST + "/keys/K1", KEY);
    shell.good("Get-AzKeyVaultKey Mail-A1 K1 -OutFile k1.pem");
    assertThat(folder.resolve("k1.pem"))
        .content()
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
    servers.on("GET " + HOST + "/keys/O1", "{'key':{'kty':'oct'}}");
    assertThat(shell.fails("Get-AzKeyVaultKey Mail-A1 O1 -OutFile o1.pem"))
        .contains("no public part");
  }

  @Test
  @DisplayName("import a key from a PEM file with all its numbers")
  void importPem() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Files.writeString(
        folder.resolve("k.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    servers.on("PUT " + HOST + "/keys/K1", KEY);
    shell.good("Add-AzKeyVaultKey Mail-A1 K1 -KeyFilePath k.pem -Destination HSM -Disable");
    JsonNode body = servers.bodies.get("PUT " + HOST + "/keys/K1");
    assertThat(body.path("Hsm").asBoolean()).isTrue();
    assertThat(body.at("/attributes/enabled").asBoolean()).isFalse();
    BigInteger sent = new BigInteger(1, Base64.getUrlDecoder().decode(body.at("/key/p").asText()));
    assertThat(sent).isEqualTo(((RSAPrivateCrtKey) pair.getPrivate()).getPrimeP());
    Files.writeString(folder.resolve("bad.pfx"), "nothing of the kind");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -KeyFilePath bad.pfx"))
        .contains("holds no RSA key");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -KeyFilePath none.pfx"))
        .startsWith("Can not find key file '");
  }

  @Test
  @DisplayName("say which parameters do not go together")
  void sense() {
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -Destination Software -KeyOps import"))
        .isEqualTo("When KeyOps is 'import', Destination must be HSM.");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -Destination HSM -KeyOps import,sign"))
        .startsWith("The \"import\" operation is exclusive");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -Destination HSM -CurveName P-256"))
        .isEqualTo("When '-CurveName' is specified, '-KeyType' must be 'EC'.");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -Destination HSM -Exportable"))
        .isEqualTo("Exportable keys must have release policy.");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -Destination Paper"))
        .contains("does not belong to the set \"HSM,Software\"");
    assertThat(shell.fails("Add-AzKeyVaultKey Mail-A1 K1 -Destination HSM -KeyBackupFile x"))
        .contains("KeyBackupFile");
    assertThat(servers.requests).isEmpty();
  }

  @Test
  @DisplayName("make keys of every kind")
  void kinds() {
    servers.on("POST " + HOST + "/keys/K1/create", KEY);
    shell.good("Add-AzKeyVaultKey Mail-A1 K1 -Destination HSM -KeyType EC -CurveName P-384");
    JsonNode body = servers.bodies.get("POST " + HOST + "/keys/K1/create");
    assertThat(body.path("kty").asText()).isEqualTo("EC-HSM");
    assertThat(body.path("crv").asText()).isEqualTo("P-384");
    shell.good("Add-AzKeyVaultKey Mail-A1 K1 -Destination Software -Size 4096 -Expires '1/2/2030'");
    body = servers.bodies.get("POST " + HOST + "/keys/K1/create");
    assertThat(body.path("kty").asText()).isEqualTo("RSA");
    assertThat(body.path("key_size").asInt()).isEqualTo(4096);
    assertThat(body.at("/attributes/exp").asLong()).isEqualTo(1_893_542_400L);
    shell.good("Add-AzKeyVaultKey Mail-A1 K1 -Destination HSM -WhatIf");
    assertThat(shell.shown)
        .hasToString("What if: Performing the operation \"Add key\" on target \"K1\".\n");
  }

  @Test
  @DisplayName("are backed up to a file that is named after the time")
  void backupName() {
    servers.on("POST " + HOST + "/keys/K1/backup", "{'value':'AQID'}");
    assertThat(shell.good("Backup-AzKeyVaultKey Mail-A1 K1"))
        .containsExactly(folder.toAbsolutePath().resolve("Mail-A1-K1-1500000000.25000").toString());
    assertThat(folder.resolve("Mail-A1-K1-1500000000.25000"))
        .hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  @DisplayName("take paths with backslashes, and refuse drives")
  void paths() throws Exception {
    servers.on("POST " + HOST + "/keys/K1/backup", "{'value':'AQID'}");
    servers.on("GET " + HOST + "/keys/K1", KEY);
    Files.createDirectory(folder.resolve("sub"));
    shell.good("Backup-AzKeyVaultKey Mail-A1 K1 .\\sub\\k1.backup");
    assertThat(folder.resolve("sub/k1.backup")).exists();
    shell.good("Get-AzKeyVaultKey Mail-A1 K1 -OutFile sub\\k1.pem");
    assertThat(folder.resolve("sub/k1.pem")).exists();
    assertThat(shell.fails("Backup-AzKeyVaultKey Mail-A1 K1 'C:\\k1.backup'"))
        .isEqualTo("Cannot find drive. A drive with the name 'C' does not exist.");
    assertThat(shell.fails("Restore-AzKeyVaultKey Mail-A1 -InputFile .\\sub\\none"))
        .contains(folder + "/sub/none");
  }

  @Test
  @DisplayName("of one object that fail leave the others alone")
  void others() {
    servers.on(
        "GET " + HOST + "/keys",
        ("{'value':[{'kid':'https://%1$s/keys/K1'},{'kid':'https://%1$s/keys/K2'}],"
                + "'nextLink':null}")
            .formatted(HOST));
    servers.on("DELETE " + HOST + "/keys/K2", KEY);
    assertThat(shell.fails("Get-AzKeyVaultKey Mail-A1 | Remove-AzKeyVaultKey -Force"))
        .contains("K1");
    assertThat(servers.requests).last().isEqualTo("DELETE " + HOST + "/keys/K2");
    shell.run("Get-AzKeyVaultKey Mail-A1 | Remove-AzKeyVaultKey -Force -ErrorAction Stop");
    assertThat(servers.requests).last().isEqualTo("DELETE " + HOST + "/keys/K1");
  }
}
