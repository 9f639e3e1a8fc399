# Lets mailboxes go from policies whose root keys are lost to the policy that they were ordered to.
# For a second person, after recover-mailboxes.ps1: whoever gave the orders is refused.
#
#   ./approve-moves.ps1 -NewPolicy EU_mailboxes_2
param([Parameter(Mandatory)][string]$NewPolicy)
$ErrorActionPreference = 'Stop'

$new = Get-DataEncryptionPolicy -Identity $NewPolicy
Get-AccessToCustomerDataRequest -ApprovalStatus Pending |
  Where-Object { $_.TargetPolicyId -eq $new.Guid } |
  ForEach-Object {
    Set-AccessToCustomerDataRequest -RequestId $_.RequestId -ApprovalDecision Approve
    $_.RequestId
  }
