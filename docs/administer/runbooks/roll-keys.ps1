# New versions of both root keys, and the policy refreshed to them. The old versions stay: backups
# and mailboxes that were not rewrapped yet may need them.
#
# Run it after Connect-AzAccount and Connect-ExchangeOnline, as one account with rights in both
# vaults. Where each vault has an administrator of its own, take the steps one by one instead:
# docs/administer/shell.md, "Roll both keys".
#
#   ./roll-keys.ps1 -Policy EU_mailboxes -VaultName vault-a, vault-b -KeyName root
param(
  [Parameter(Mandatory)][string]$Policy,
  [Parameter(Mandatory)][string[]]$VaultName,
  [Parameter(Mandatory)][string]$KeyName,
  [ValidateSet('HSM', 'Software')][string]$Destination = 'HSM',
  [string]$BackupFolder = '.'
)
$ErrorActionPreference = 'Stop'

$day = Get-Date -Format yyyyMMdd
foreach ($vault in $VaultName) {
  Add-AzKeyVaultKey -VaultName $vault -Name $KeyName -Destination $Destination `
    -KeyOps wrapKey,unwrapKey | Out-Null
  Backup-AzKeyVaultKey -VaultName $vault -Name $KeyName `
    -OutputFile (Join-Path $BackupFolder "$vault-$KeyName-Backup-$day.backup") -Force | Out-Null
}
Set-DataEncryptionPolicy -Identity $Policy -Refresh -Confirm:$false
Get-AzKeyVaultKey -VaultName $VaultName[0] -Name $KeyName -IncludeVersions |
  Select-Object Version, Enabled, Created
