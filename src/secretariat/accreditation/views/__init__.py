"""Pages of accreditation: those of applicants, and those of the secretariat and of Member States."""
