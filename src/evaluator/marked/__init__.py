"""A copy of a workbook with cells coloured and commented, whose other parts and bytes are as they were."""
