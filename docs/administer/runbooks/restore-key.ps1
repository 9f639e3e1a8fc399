# A root key is gone. What soft delete still has is recovered; only what is really lost is restored
# from its backup, into a vault that has no key of that name.
#
#   ./restore-key.ps1 -VaultName vault-a -KeyName root -InputFile vault-a-root-Backup-20260105.backup
param(
  [Parameter(Mandatory)][string]$VaultName,
  [Parameter(Mandatory)][string]$KeyName,
  [string]$InputFile
)
$ErrorActionPreference = 'Stop'

$deleted = Get-AzKeyVaultKey -VaultName $VaultName -Name $KeyName -InRemovedState `
  -ErrorAction SilentlyContinue
if ($deleted) {
  Undo-AzKeyVaultKeyRemoval -VaultName $VaultName -Name $KeyName
} elseif ($InputFile) {
  Restore-AzKeyVaultKey -VaultName $VaultName -InputFile $InputFile
} else {
  throw "$KeyName is not in the recycle bin of $VaultName. Name its backup with -InputFile."
}
