package dev.freehold.shell.azure;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureContext;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.AzureSubscription;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Credentials;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Optional;

/** {@code Connect-AzAccount}: signs in and chooses a subscription. */
final class Connect {

  private static final String USER = "UserWithSubscriptionId";
  private static final String CREDENTIAL = "UserWithCredential";
  private static final String PROGRAM = "ServicePrincipalWithSubscriptionId";
  private static final String TOKEN = "AccessTokenWithSubscriptionId";
  private static final String CERTIFICATE = "ServicePrincipalCertificateWithSubscriptionId";
  private static final String MANAGED = "ManagedServiceLogin";
  private static final String ASSERTION = "ClientAssertionParameterSet";

  private final AzureCall call;

  private Connect(AzureCall call) {
    this.call = call;
  }

  static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.ACCOUNTS,
            "Connect-AzAccount",
            "Signs in at the server of -Environment (a name, or its https address), of"
                + " FREEHOLD_URL, or at the only one that was ever trusted.")
        .alias("Login-AzAccount", "Add-AzAccount", "Login-AzureRmAccount", "Connect-AzureRmAccount")
        .defaultSet(USER)
        .with(
            Parameter.text("Environment").alias("EnvironmentName"),
            Parameter.text("Tenant")
                .alias("Domain", "TenantId")
                .in(USER, CREDENTIAL, TOKEN, MANAGED)
                .in(PROGRAM, CERTIFICATE, ASSERTION)
                .mandatory(),
            Parameter.text("Subscription").alias("SubscriptionName", "SubscriptionId"),
            Parameter.text("AccountId").in(USER, MANAGED).in(TOKEN).mandatory(),
            Parameter.any("Credential").in(CREDENTIAL, PROGRAM).mandatory(),
            Parameter.flag("UseDeviceAuthentication")
                .alias("DeviceCode", "DeviceAuth", "Device")
                .in(USER),
            Parameter.flag("ServicePrincipal").in(PROGRAM).mandatory().in(CERTIFICATE, ASSERTION),
            Parameter.text("ApplicationId").in(CERTIFICATE, ASSERTION).mandatory(),
            Parameter.text("CertificateThumbprint").in(CERTIFICATE).mandatory(),
            Parameter.text("FederatedToken").alias("ClientAssertion").in(ASSERTION).mandatory(),
            Parameter.flag("Identity").alias("MSI", "ManagedService").in(MANAGED).mandatory(),
            Parameter.any("AccessToken").in(TOKEN).mandatory(),
            Parameter.text("AuthScope"),
            Parameter.text("ContextName"),
            Parameter.text("Scope").valid(Validation.set("Process", "CurrentUser")),
            Parameter.flag("SkipContextPopulation"),
            Parameter.flag("Force"))
        .writes(CmdletTypes.AZURE_PROFILE)
        .does(() -> session.cmdlet(call -> new Connect(call).run()));
  }

  private void run() {
    ServerAddress server = new EnvironmentServer(call).server(call.text("Environment"));
    String target = "User account in environment '%s'".formatted(server.name());
    if (!call.shouldProcess(target, "log in")) {
      return;
    }
    Account account = call.session().servers().signIn(server, credentials(), call.host());
    AzureContext context =
        new AzureContext(account, subscription(account), call.text("ContextName"));
    call.session().add(server);
    call.session().current(Optional.of(context));
    call.write(context.toProfile());
  }

  private Optional<AzureSubscription> subscription(Account account) {
    if (account.server().management().isEmpty()) {
      throw Management.noVaults(account.server());
    }
    Optional<String> asked = call.text("Subscription");
    if (asked.isEmpty() && call.bound().flag("SkipContextPopulation")) {
      return Optional.empty();
    }
    List<AzureSubscription> all = Management.of(call.session().servers(), account).subscriptions();
    return asked.isPresent()
        ? Optional.of(SubscriptionChoice.named(all, asked.get()))
        : new SubscriptionChoice(call).among(all);
  }

  private Credentials credentials() {
    Optional<String> tenant = call.text("Tenant");
    return switch (call.bound().set()) {
      case CREDENTIAL -> new Credentials.Password(userName(), secret("Credential"), tenant);
      case PROGRAM ->
          new Credentials.ServicePrincipal(userName(), secret("Credential"), tenant.orElseThrow());
      case TOKEN -> new Credentials.Token(secret("AccessToken"), call.text("AccountId"), tenant);
      case CERTIFICATE, MANAGED, ASSERTION ->
          throw AzureFailure.argument(
              "SignInNotSupported",
              "Programs sign in here with a client secret: Connect-AzAccount -ServicePrincipal"
                  + " -Tenant TENANT -Credential CLIENT-ID-AND-SECRET. There are no certificates,"
                  + " managed identities or client assertions.");
      default ->
          call.bound().flag("UseDeviceAuthentication")
              ? new Credentials.DeviceCode(tenant)
              : new Credentials.Interactive(call.text("AccountId"), tenant);
    };
  }

  private String userName() {
    Object credential = call.bound().value("Credential");
    return Text.of(credential instanceof String name ? name : Members.get(credential, "UserName"));
  }

  /** A secure string, the password of a credential, or what the user types for a name alone. */
  private SecureText secret(String parameter) {
    Object value = call.bound().value(parameter);
    Object password = value instanceof SecureText ? value : Members.get(value, "Password");
    if (password instanceof SecureText secret) {
      return secret;
    }
    if (value instanceof String text) {
      return parameter.equals("AccessToken") ? plain(text) : asked(text);
    }
    throw AzureFailure.argument(
        parameter, "-%s takes what Get-Credential gives, or a secure string.".formatted(parameter));
  }

  private static SecureText plain(String text) {
    return SecureText.copyOf(text.toCharArray());
  }

  private SecureText asked(String name) {
    return call.host()
        .askSecret("Password for user %s: ".formatted(name))
        .orElseThrow(() -> AzureFailure.argument("Credential", "No password was given."));
  }
}
