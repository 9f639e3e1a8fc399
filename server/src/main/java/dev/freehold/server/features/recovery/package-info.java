/**
 * Recovery after both root keys of a policy were lost; three people ask for, approve and open it.
 */
package dev.freehold.server.features.recovery;
