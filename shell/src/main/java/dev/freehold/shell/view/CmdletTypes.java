package dev.freehold.shell.view;

/** The type names of the objects that the servers' cmdlets write; most have views. */
public final class CmdletTypes {

  // Azure.

  /** What Connect-AzAccount writes. */
  public static final String AZURE_PROFILE =
      "Microsoft.Azure.Commands.Profile.Models.Core.PSAzureProfile";

  /** What Set-AzContext writes. */
  public static final String AZURE_CONTEXT =
      "Microsoft.Azure.Commands.Profile.Models.Core.PSAzureContext";

  /** A vault asked for by its name. */
  public static final String VAULT = "Microsoft.Azure.Commands.KeyVault.Models.PSKeyVault";

  /** A vault in a list. */
  public static final String VAULT_ITEM =
      "Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultIdentityItem";

  /** A deleted vault. */
  public static final String DELETED_VAULT =
      "Microsoft.Azure.Commands.KeyVault.Models.PSDeletedKeyVault";

  /** A key asked for by its name. */
  public static final String KEY = "Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultKey";

  /** A key in a list. */
  public static final String KEY_ITEM =
      "Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultKeyIdentityItem";

  /** A deleted key asked for by its name. */
  public static final String DELETED_KEY =
      "Microsoft.Azure.Commands.KeyVault.Models.PSDeletedKeyVaultKey";

  /** A deleted key in a list. */
  public static final String DELETED_KEY_ITEM =
      "Microsoft.Azure.Commands.KeyVault.Models.PSDeletedKeyVaultKeyIdentityItem";

  /** The attributes of a key. */
  public static final String KEY_ATTRIBUTES =
      "Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultKeyAttributes";

  /** The rotation policy of a key. */
  public static final String KEY_ROTATION_POLICY =
      "Microsoft.Azure.Commands.KeyVault.Models.PSKeyRotationPolicy";

  /** A person of the directory. */
  public static final String DIRECTORY_USER =
      "Microsoft.Azure.PowerShell.Cmdlets.Resources.MSGraph.Models.ApiV10.MicrosoftGraphUser";

  /** An application of the directory, or a part of the service. */
  public static final String DIRECTORY_PROGRAM =
      "Microsoft.Azure.PowerShell.Cmdlets.Resources.MSGraph.Models.ApiV10"
          + ".MicrosoftGraphServicePrincipal";

  /** A group of the directory. */
  public static final String DIRECTORY_GROUP =
      "Microsoft.Azure.PowerShell.Cmdlets.Resources.MSGraph.Models.ApiV10.MicrosoftGraphGroup";

  // Exchange.

  /** A data encryption policy of mailboxes. */
  public static final String POLICY =
      "Microsoft.Exchange.Data.Directory.SystemConfiguration.DataEncryptionPolicy";

  /** A tenant-wide data encryption policy. */
  public static final String TENANT_POLICY =
      "Microsoft.Exchange.Data.Directory.SystemConfiguration.M365DataAtRestEncryptionPolicy";

  /** A mailbox. */
  public static final String MAILBOX = "Microsoft.Exchange.Data.Directory.Management.Mailbox";

  /** A mail user. */
  public static final String MAIL_USER = "Microsoft.Exchange.Data.Directory.Management.MailUser";

  /** A recipient of any kind. */
  public static final String RECIPIENT =
      "Microsoft.Exchange.Data.Directory.Management.ReducedRecipient";

  /** A mailbox with chosen properties. */
  public static final String EXO_MAILBOX = "Microsoft.Exchange.Management.RestApiClient.Mailbox";

  /** A recipient with chosen properties. */
  public static final String EXO_RECIPIENT =
      "Microsoft.Exchange.Management.RestApiClient.Recipient";

  /** By which protocols a mailbox can be used, with chosen properties. */
  public static final String EXO_CAS_MAILBOX =
      "Microsoft.Exchange.Management.RestApiClient.CASMailbox";

  /** The statistics of a mailbox, with chosen properties. */
  public static final String EXO_MAILBOX_STATISTICS =
      "Microsoft.Exchange.Management.RestApiClient.MailboxStatistics";

  /** By which protocols a mailbox can be used. */
  public static final String CAS_MAILBOX =
      "Microsoft.Exchange.Data.Directory.Management.CASMailbox";

  /** Who has full access to a mailbox. */
  public static final String MAILBOX_PERMISSION =
      "Microsoft.Exchange.Management.RecipientTasks.MailboxAcePresentationObject";

  /** The statistics of a mailbox. */
  public static final String MAILBOX_STATISTICS =
      "Microsoft.Exchange.Management.MapiTasks.Presentation.MailboxStatistics";

  /** How much a folder of a mailbox holds. */
  public static final String MAILBOX_FOLDER =
      "Microsoft.Exchange.Management.Tasks.MailboxFolderConfiguration";

  /** A move of a mailbox. */
  public static final String MOVE_REQUEST =
      "Microsoft.Exchange.Management.RecipientTasks.MoveRequest";

  /** How far a move is. */
  public static final String MOVE_REQUEST_STATISTICS =
      "Microsoft.Exchange.Management.RecipientTasks.MoveRequestStatistics";

  /** Where mail is migrated from. */
  public static final String MIGRATION_ENDPOINT =
      "Microsoft.Exchange.Data.Storage.Management.MigrationEndpoint";

  /** A migration of several mailboxes. */
  public static final String MIGRATION_BATCH =
      "Microsoft.Exchange.Data.Storage.Management.MigrationBatch";

  /** A mailbox of a migration. */
  public static final String MIGRATION_USER =
      "Microsoft.Exchange.Data.Storage.Management.MigrationUser";

  /** A record of the audit log. */
  public static final String AUDIT_RECORD =
      "Microsoft.Exchange.Management.SystemConfigurationTasks.UnifiedAuditLogEvent";

  /** A request of the operator for a customer's data. */
  public static final String ACCESS_REQUEST =
      "Microsoft.Exchange.Management.CustomerLockbox.AccessToCustomerDataRequest";

  // SharePoint.

  /** The state of a geo's data encryption policy. */
  public static final String SITE_POLICY_STATUS =
      "Microsoft.Online.SharePoint.TenantAdministration.CustomerKeyStatusInfo";

  /** A site. */
  public static final String SITE = "Microsoft.Online.SharePoint.PowerShell.SPOSite";

  private CmdletTypes() {}
}
