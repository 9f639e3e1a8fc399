# Both root keys of a policy are lost for good. Two new keys, a new policy, and every mailbox of
# the lost policy assigned to it. The availability key opens the lost policy's key for that move
# once a second person has agreed: approve-moves.ps1. A warning names each order that waits.
#
#   ./recover-mailboxes.ps1 -LostPolicy EU_mailboxes -NewPolicy EU_mailboxes_2 -KeyId $idA, $idB
param(
  [Parameter(Mandatory)][string]$LostPolicy,
  [Parameter(Mandatory)][string]$NewPolicy,
  [Parameter(Mandatory)][string[]]$KeyId
)
$ErrorActionPreference = 'Stop'

$lost = Get-DataEncryptionPolicy -Identity $LostPolicy
$new = New-DataEncryptionPolicy -Name $NewPolicy -AzureKeyIDs $KeyId
Get-Mailbox -ResultSize Unlimited |
  Where-Object { $_.DataEncryptionPolicy -eq $lost.Name } |
  Set-Mailbox -DataEncryptionPolicy $new.Name
Get-Mailbox -ResultSize Unlimited |
  Where-Object { $_.DataEncryptionPolicy -eq $new.Name } |
  Get-MailboxStatistics |
  Select-Object DisplayName, IsEncrypted, DataEncryptionPolicyID, MoveAwaitsApproval
