"""The pages of a result on this machine alone, where a panel drops in what it has and sees at once how it stands."""
