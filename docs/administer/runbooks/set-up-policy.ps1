# A policy over two root keys, and the mailboxes and mail users that come under it. Run it as an
# Exchange administrator, after Connect-ExchangeOnline.
#
#   ./set-up-policy.ps1 -Name EU_mailboxes -KeyId $idA, $idB -Recipient alice, bob
param(
  [Parameter(Mandatory)][string]$Name,
  # The ids of the two keys, with or without version, as set-up-vault.ps1 wrote them.
  [Parameter(Mandatory)][string[]]$KeyId,
  [string]$Description = 'Root keys of the mailboxes',
  # Mailboxes, and mail users who are still to be migrated.
  [string[]]$Recipient = @(),
  [int]$TimeoutSeconds = 259200
)
$ErrorActionPreference = 'Stop'

$policy = New-DataEncryptionPolicy -Name $Name -Description $Description -AzureKeyIDs $KeyId
$mailboxes = @()
foreach ($one in $Recipient) {
  if (Get-Mailbox -Identity $one -ErrorAction SilentlyContinue) {
    Set-Mailbox -Identity $one -DataEncryptionPolicy $policy.Name
    $mailboxes += $one
  } else {
    Set-MailUser -Identity $one -DataEncryptionPolicy $policy.Name
  }
}
$end = (Get-Date).AddSeconds($TimeoutSeconds)
foreach ($one in $mailboxes) {
  do {
    $statistics = Get-MailboxStatistics -Identity $one
    $done = $statistics.IsEncrypted -and $statistics.DataEncryptionPolicyID -eq $policy.Guid
    if (-not $done) {
      if ((Get-Date) -gt $end) { throw "$one is not encrypted yet." }
      Start-Sleep -Seconds 1
    }
  } until ($done)
}
$mailboxes | Get-MailboxStatistics | Select-Object DisplayName, IsEncrypted, DataEncryptionPolicyID
