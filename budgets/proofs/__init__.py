"""Proofs: every figure of a quarter opened up, down to what somebody entered, when and how.

A proof is put together from the steps that the arithmetic took on its way; nothing is worked out a
second time, and nothing here knows who may see it.
"""

from budgets.proofs.evidence import NoEvidence, evidence_of
from budgets.proofs.names import (
    CAMERAS,
    LINE_FIGURES,
    PARTNER_FIGURES,
    RECHARGE,
    SHARE,
    ProofName,
    UnknownFigure,
)
from budgets.proofs.of_partner import partner_proof
from budgets.proofs.of_quarter import quarter_proof
from budgets.proofs.values import Entered, Proof, ProofStep

__all__ = [
    "CAMERAS",
    "LINE_FIGURES",
    "PARTNER_FIGURES",
    "RECHARGE",
    "SHARE",
    "Entered",
    "NoEvidence",
    "Proof",
    "ProofName",
    "ProofStep",
    "UnknownFigure",
    "evidence_of",
    "partner_proof",
    "quarter_proof",
]
