"""How fast is it, beside the fastest that this machine could do?"""
